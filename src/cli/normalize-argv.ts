import { findNearest } from "./nearest.ts";
import { readSwitch } from "./read-switch.ts";
import { UsageError } from "./usage-error.ts";

/** What must be known of a flag to tell its value from the next word. */
interface FlagShape {
  name: string;
  char: string | null;
  takesValue: boolean;
  isRepeatable: boolean;
}

export interface CommandShape {
  id: string;
  flags: readonly FlagShape[];
}

interface NormalizedArgv {
  /** null: none was given. */
  command: string | null;
  /** Flags as `--name=value`, then `--` and the arguments. */
  argv: string[];
}

/**
 * Reads a command line by kubectl's rules (pflag), which are wider than oclif's: flags before the
 * command, `-n=x`, `-nx`, `-Rf x`, `--flag=false`, `_` for `-`, the last of two wins, `--`.
 *
 * @throws UsageError in kubectl's words for a flag that is not there or lacks its value
 * @see https://github.com/spf13/pflag/blob/master/flag.go parseArgs
 */
export function normalizeArgv(
  argv: readonly string[],
  commands: readonly CommandShape[],
): NormalizedArgv {
  const all = flagsOf(commands);
  // Where a flag is unknown, which word is the command is not known yet.
  const likely = commands.find(({ id }) => argv.includes(id));
  const words = splitWords(argv, all, likely?.flags ?? all);
  const [command, ...args] = words.arguments;
  const flags = commands.find(({ id }) => id === command)?.flags ?? all;
  for (const { name, short } of words.flags) {
    if (flags.some((flag) => flag.name === name)) continue;
    throw short === undefined ? unknownFlag(`--${name}`, flags) : unknownShorthand(short);
  }
  return {
    command: command ?? null,
    argv: [
      ...keepLast(words.flags, flags).flatMap(formatFlag),
      ...(args.length ? ["--", ...args] : []),
    ],
  };
}

interface FlagWord {
  name: string;
  /** Of a switch: whether it is on. */
  value: string | boolean;
  /** The letters from which it was read, `Rf`, where it was no long one. */
  short?: string;
}

interface Words {
  flags: FlagWord[];
  arguments: string[];
}

/** @param near the flags that somebody may have meant */
function splitWords(
  argv: readonly string[],
  flags: readonly FlagShape[],
  near: readonly FlagShape[],
): Words {
  const words: Words = { flags: [], arguments: [] };
  const rest = [...argv];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === "--") {
      words.arguments.push(...rest.splice(0));
    } else if (word.startsWith("--")) {
      words.flags.push(readLong(word, rest, flags, near));
    } else if (word.startsWith("-") && word !== "-") {
      words.flags.push(...readShort(word, rest, flags));
    } else {
      words.arguments.push(word);
    }
  }
  return words;
}

function readLong(
  word: string,
  rest: string[],
  flags: readonly FlagShape[],
  near: readonly FlagShape[],
): FlagWord {
  const [, typed = "", value] = /^--([^-=][^=]*)(?:=(.*))?$/s.exec(word) ?? [];
  if (typed === "") throw new UsageError(`bad flag syntax: ${word}`);
  const flag = flags.find(({ name }) => name === typed.replaceAll("_", "-"));
  if (flag === undefined) throw unknownFlag(`--${typed}`, near);
  return readValue(flag, value, rest, `--${typed}`);
}

/** `-A`, `-nshop`, `-n=shop`, `-n shop`, `-Rf pods.yaml`. */
function readShort(word: string, rest: string[], flags: readonly FlagShape[]): FlagWord[] {
  const read: FlagWord[] = [];
  for (let letters = word.slice(1); letters !== ""; ) {
    const char = letters.charAt(0);
    const flag = flags.find((it) => it.char === char);
    if (flag === undefined) throw unknownShorthand(letters);
    const short = letters;
    const spelled = `'${char}' in -${letters}`;
    letters = letters.slice(1);
    if (flag.takesValue || letters.startsWith("=")) {
      const value = letters === "" ? undefined : letters.replace(/^=/, "");
      return [...read, { ...readValue(flag, value, rest, spelled), short }];
    }
    read.push({ name: flag.name, value: true, short });
  }
  return read;
}

function readValue(
  flag: FlagShape,
  given: string | undefined,
  rest: string[],
  spelled: string,
): FlagWord {
  const { name } = flag;
  if (!flag.takesValue) return { name, value: readSwitch(`--${name}`, given ?? "true") };
  const value = given ?? rest.shift();
  if (value === undefined) throw new UsageError(`flag needs an argument: ${spelled}`);
  return { name, value };
}

/** @param letters from the unknown one on */
function unknownShorthand(letters: string): UsageError {
  return new UsageError(`unknown shorthand flag: '${letters.charAt(0)}' in -${letters}`);
}

function unknownFlag(typed: string, flags: readonly FlagShape[]): UsageError {
  const [near] = findNearest(
    typed.slice(2),
    flags.map(({ name }) => name),
  );
  const guess = near === undefined ? "" : `, did you mean --${near}?`;
  return new UsageError(`unknown flag: ${typed}${guess}`);
}

/** Every flag of every command, once: what may stand before the command is not known yet. */
function flagsOf(commands: readonly CommandShape[]): FlagShape[] {
  return [...new Map(commands.flatMap(({ flags }) => flags.map((it) => [it.name, it]))).values()];
}

function keepLast(words: readonly FlagWord[], flags: readonly FlagShape[]): FlagWord[] {
  const repeatable = new Set(flags.filter((it) => it.isRepeatable).map(({ name }) => name));
  return words.filter(
    ({ name }, index) =>
      repeatable.has(name) || !words.slice(index + 1).some((later) => later.name === name),
  );
}

/** oclif knows no `--flag=false`: a switch that is off is left out. */
function formatFlag({ name, value }: FlagWord): string[] {
  if (value === false) return [];
  return [value === true ? `--${name}` : `--${name}=${value}`];
}
