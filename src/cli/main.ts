import { Config, run } from "@oclif/core";
import { SourceError } from "../sources/source-error.ts";
import { EXIT } from "./exit-code.ts";
import { displayName } from "./kubectl-help.ts";
import { findNearest } from "./nearest.ts";
import { type CommandShape, normalizeArgv } from "./normalize-argv.ts";
import { formatError } from "./print-error.ts";
import { UsageError } from "./usage-error.ts";

/** Where oclif finds package.json and the commands. */
export type LoadOptions = Parameters<typeof Config.load>[0];

/**
 * Runs the command line and leaves the exit code in the process; never throws. An interrupted read
 * ends the process, since nothing else may end it.
 */
export async function main(argv: readonly string[], load: LoadOptions): Promise<void> {
  const program = displayName(process.argv[1]);
  try {
    const config = await Config.load(load);
    await run(arrange(argv, config, program), config);
  } catch (error) {
    process.exitCode = report(error, argv, program);
  }
}

/** The words as oclif wants them: the command first, then its flags. */
function arrange(argv: readonly string[], config: Config, program: string): string[] {
  if (argv.length === 0 || argv[0] === "--version") return [...argv];
  if (argv[0] === "help") return [...argv.slice(1, 2), "--help"];
  const isHelp = asksForHelp(argv);
  const words = isHelp ? argv.filter((word) => word !== "--help" && word !== "-h") : argv;
  const commands = config.commands.map(describeCommand);
  const { command, argv: rest } = normalizeArgv(words, commands);
  if (command === null) {
    if (isHelp) return ["--help"];
    throw new UsageError("you must specify the command to run", [`${program} who-mounts`]);
  }
  if (!commands.some(({ id }) => id === command)) throw unknownCommand(command, commands, program);
  return isHelp ? [command, "--help"] : [command, ...rest];
}

function asksForHelp(argv: readonly string[]): boolean {
  const end = argv.indexOf("--");
  return argv.slice(0, end === -1 ? argv.length : end).some((it) => it === "--help" || it === "-h");
}

function describeCommand(command: Config["commands"][number]): CommandShape {
  return {
    id: command.id,
    flags: Object.values(command.flags).map((flag) => ({
      name: flag.name,
      char: flag.char ?? null,
      takesValue: flag.type === "option",
      isRepeatable: flag.type === "option" && flag.multiple === true,
    })),
  };
}

function unknownCommand(
  typed: string,
  commands: readonly CommandShape[],
  program: string,
): UsageError {
  const near = findNearest(
    typed,
    commands.map(({ id }) => id),
  );
  return new UsageError(
    `unknown command ${JSON.stringify(typed)} for ${JSON.stringify(program)}`,
    near.map((id) => `${program} ${id}`),
  );
}

/** @returns the exit code */
function report(error: unknown, argv: readonly string[], program: string): number {
  if (error instanceof SourceError && error.reason === "Aborted") process.exit(EXIT.interrupted);
  // oclif ends help and version by throwing.
  if (isOclifExit(error)) return error.oclif.exit;
  const isVerbose = argv.some((word) => /^--?v=?([89]|\d\d)$/.test(word));
  process.stderr.write(formatError(error, program, isVerbose));
  return EXIT.failed;
}

function isOclifExit(error: unknown): error is { oclif: { exit: number } } {
  return error instanceof Error && "code" in error && error.code === "EEXIT";
}
