import type { DescribedCommands } from "./completion/described-command.ts";
import type { LoadOptions } from "./run-command-line.ts";

/** What there is to run. */
export interface Program {
  version: string;
  /** Where oclif finds the commands; asked only when one is wanted. */
  load: () => LoadOptions;
  /** The commands and their flags, for completion. */
  describe: () => Promise<DescribedCommands>;
}

/** Runs a command, shows help, or completes what somebody types, for which oclif would be too slow. */
export async function runProgram(argv: readonly string[], program: Program): Promise<void> {
  if (argv[0] === "__complete") {
    const { runCompletion } = await import("./completion/run-completion.ts");
    await runCompletion(argv.slice(1), program.version, program.describe);
  } else {
    const { runCommandLine } = await import("./run-command-line.ts");
    await runCommandLine(argv, program.load());
  }
}
