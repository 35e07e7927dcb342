import type { LoadOptions } from "./run-command-line.ts";

/** What there is to run. */
export interface Program {
  version: string;
  /** Where oclif finds the commands; asked only when one is wanted. */
  load: () => LoadOptions;
}

/**
 * Runs the command line and leaves the exit code in the process; never throws. An interrupted read
 * ends the process, since nothing else may end it.
 */
export async function main(argv: readonly string[], program: Program): Promise<void> {
  // Who asks for the version waits for nothing else: oclif takes longer to load than to answer.
  if (argv[0] === "--version") {
    process.stdout.write(`${formatVersion(program.version)}\n`);
    return;
  }
  const { runCommandLine } = await import("./run-command-line.ts");
  await runCommandLine(argv, program.load());
}

/** The program, the system and what runs it: `kubectl-shared/1.2.3 linux-x64 node-v26.10.0`. */
function formatVersion(version: string): string {
  const { bun } = process.versions;
  const runtime = bun === undefined ? `node-${process.version}` : `bun-v${bun}`;
  return `kubectl-shared/${version} ${process.platform}-${process.arch} ${runtime}`;
}
