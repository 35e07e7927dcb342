/** Whether a file could not be read because there is none. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && (error as NodeJS.ErrnoException).code === "ENOENT";
}

/**
 * What went wrong with a file in the order of words that Go, and so kubectl, has: `open x.yaml:
 * permission denied`. Node says `EACCES: permission denied, open 'x.yaml'`. Anything else than a
 * file error keeps its own message.
 */
export function describeFileError(error: unknown, file: string): string {
  const { message, code } = error as NodeJS.ErrnoException;
  const parts = /^[A-Z]+: (?<reason>.+?), (?<operation>\w+)/.exec(message)?.groups;
  if (parts === undefined) return message;
  const reason = code === "EISDIR" ? "is a directory" : parts.reason;
  return `${parts.operation} ${file}: ${reason}`;
}
