/** The command line is wrong. `message` is kubectl's sentence without `error: ` in front. */
export class UsageError extends Error {
  /** What to type next, a line each. */
  readonly next: readonly string[];

  constructor(message: string, next: readonly string[] = []) {
    super(message);
    this.name = "UsageError";
    this.next = next;
  }
}
