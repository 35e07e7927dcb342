/**
 * Standard output for who writes without waiting for the outcome. What cannot be written ends the process
 * with the reason; a reader that has gone away is no reason. It is not opened before: that takes as long
 * as a request.
 */
export function openOutput(): NodeJS.WriteStream {
  const { stdout } = process;
  // Before oclif's own listener, which throws what it hears, where there is one.
  if (!stdout.listeners("error").includes(endOnFailure)) {
    stdout.prependListener("error", endOnFailure);
  }
  return stdout;
}

function endOnFailure({ code, message }: NodeJS.ErrnoException): void {
  if (code === "EPIPE") return;
  // Bun tells whoever wrote first, and then that has been said.
  if (!process.exitCode) process.stderr.write(`error: ${message}\n`);
  process.exit(1);
}
