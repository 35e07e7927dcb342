/**
 * A format, template or path that cannot be used. `message` is one sentence in kubectl's words
 * without the `error: ` in front; `next` is what to type next. Only `cli` prints it.
 */
export class ViewError extends Error {
  readonly next: readonly string[];

  constructor(message: string, next: readonly string[] = []) {
    super(message);
    this.name = "ViewError";
    this.next = next;
  }
}
