import { Config } from "@oclif/core";
import { SourceError } from "../sources/source-error.ts";
import { displayName } from "./display-name.ts";
import { EXIT } from "./exit-code.ts";
import { findNearest } from "./nearest.ts";
import { type CommandShape, normalizeArgv } from "./normalize-argv.ts";
import { formatError } from "./print-error.ts";
import { openOutput } from "./standard-output.ts";
import { UsageError } from "./usage-error.ts";

/** Where oclif finds package.json and the commands. */
export type LoadOptions = Parameters<typeof Config.load>[0];

/** Runs a command or shows help, and leaves the exit code in the process; never throws. */
export async function runCommandLine(argv: readonly string[], load: LoadOptions): Promise<void> {
  const program = displayName(process.argv[1], process.env);
  try {
    const config = await Config.load(load);
    const { words, isHelp } = arrange(argv, config, program);
    if (isHelp) await showHelp(words, config);
    else {
      // oclif's own `run` loads its configuration once more, and a logger of its own.
      const [id = "", ...rest] = words;
      await config.runCommand(id, rest);
    }
  } catch (error) {
    process.exitCode = report(error, argv, program);
  }
}

async function showHelp(words: string[], config: Config): Promise<void> {
  const { default: KubectlHelp } = await import("./kubectl-help.ts");
  openOutput();
  await new KubectlHelp(config).showHelp(words);
}

/** The word that asks for help of the program, or of the command behind it. */
const HELP = "help";

interface Arranged {
  /** The command first, then its flags, as oclif wants them. */
  words: string[];
  /** Whether help is wanted, of the command or, without one, of the program. */
  isHelp: boolean;
}

function arrange(argv: readonly string[], config: Config, program: string): Arranged {
  if (argv.length === 0) return { words: [], isHelp: true };
  const asksHelp = asksForHelp(argv);
  const words = asksHelp ? argv.filter((word) => word !== "--help" && word !== "-h") : argv;
  const commands = config.commands.map(describeCommand);
  const first = normalizeArgv(words, commands);
  const isHelp = asksHelp || first.command === HELP;
  // Where the word is also a flag's value, before it, what is left means the same.
  const { command, argv: rest } =
    first.command === HELP
      ? normalizeArgv(words.toSpliced(words.indexOf(HELP), 1), commands)
      : first;
  if (command === null || command === HELP) {
    if (isHelp) return { words: [], isHelp };
    throw new UsageError("you must specify the command to run", [`${program} who-mounts`]);
  }
  if (!commands.some(({ id }) => id === command)) throw unknownCommand(command, commands, program);
  return { words: isHelp ? [command] : [command, ...rest], isHelp };
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

/** An interrupted read ends the process, since nothing else may end it. @returns the exit code */
function report(error: unknown, argv: readonly string[], program: string): number {
  if (error instanceof SourceError && error.reason === "Aborted") process.exit(EXIT.interrupted);
  // oclif ends help by throwing.
  if (isOclifExit(error)) return error.oclif.exit;
  const isVerbose = argv.some((word) => /^--?v=?([89]|\d\d)$/.test(word));
  process.stderr.write(formatError(error, program, isVerbose));
  return EXIT.failed;
}

function isOclifExit(error: unknown): error is { oclif: { exit: number } } {
  return error instanceof Error && "code" in error && error.code === "EEXIT";
}
