import { formatOwnVersion } from "./format-own-version.ts";
import { openOutput } from "./standard-output.ts";

/**
 * Answers `--version` without the program, and leaves everything else to it.
 *
 * @param run loads the program, and runs it
 */
export async function main(
  argv: readonly string[],
  version: string,
  run: (argv: readonly string[]) => Promise<void>,
): Promise<void> {
  // Who asks for the version waits for nothing else: the program takes longer to load than to answer.
  if (argv[0] === "--version") openOutput().write(`${formatOwnVersion(version)}\n`);
  else await run(argv);
}
