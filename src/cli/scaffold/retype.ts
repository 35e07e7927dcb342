import { quote } from "../../core/model/text.ts";

const COMMAND = "kubectl shared scaffold";

/**
 * The command line again, with other values: what to type next.
 *
 * @param argv as the command got it: flags as `--name=value`, then `--` and the arguments
 * @param flags values by flag, which replace or join those that were given; true: a switch; null: without it
 * @param words the arguments, if they are to be others
 */
export function retype(
  argv: readonly string[],
  flags: Readonly<Record<string, string | true | null>> = {},
  words?: readonly string[],
): string {
  const end = argv.includes("--") ? argv.indexOf("--") : argv.length;
  const given = argv.slice(0, end).filter((word) => !(nameOf(word) in flags));
  return [
    COMMAND,
    ...(words ?? argv.slice(end + 1)).map(quote),
    ...given.map(separate),
    ...Object.entries(flags).flatMap(([name, value]) => {
      if (value === null) return [];
      return value === true ? [`--${name}`] : [`--${name} ${quote(value)}`];
    }),
  ].join(" ");
}

function nameOf(word: string): string {
  return /^--([^=]*)/.exec(word)?.[1] ?? "";
}

function separate(word: string): string {
  const [, name = word, value] = /^(--[^=]*)=(.*)$/s.exec(word) ?? [];
  return value === undefined ? name : `${name} ${quote(value)}`;
}
