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
  if (argv[0] === "--version") process.stdout.write(`${formatVersion(version)}\n`);
  else await run(argv);
}

/** The program, the system and what runs it: `kubectl-shared/1.2.3 linux-x64 node-v26.10.0`. */
function formatVersion(version: string): string {
  const { bun } = process.versions;
  const runtime = bun === undefined ? `node-${process.version}` : `bun-v${bun}`;
  return `kubectl-shared/${version} ${process.platform}-${process.arch} ${runtime}`;
}
