import { formatOwnVersion } from "./format-own-version.ts";

/**
 * Answers `--version` without the program, and leaves everything else to it. Output that cannot be
 * written ends the process with the reason; a reader that has gone away is no reason.
 *
 * @param run loads the program, and runs it
 */
export async function main(
  argv: readonly string[],
  version: string,
  run: (argv: readonly string[]) => Promise<void>,
): Promise<void> {
  // Before oclif's own listener, which throws what it hears.
  process.stdout.prependListener("error", endOnFailure);
  // Who asks for the version waits for nothing else: the program takes longer to load than to answer.
  if (argv[0] === "--version") process.stdout.write(`${formatOwnVersion(version)}\n`);
  else await run(argv);
}

function endOnFailure({ code, message }: NodeJS.ErrnoException): void {
  if (code === "EPIPE") return;
  // Bun tells whoever wrote first, and then that has been said.
  if (!process.exitCode) process.stderr.write(`error: ${message}\n`);
  process.exit(1);
}
