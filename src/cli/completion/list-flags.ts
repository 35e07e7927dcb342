import type { Choice } from "./choice.ts";
import { type DescribedCommands, flagsOf } from "./described-command.ts";
import type { Typed } from "./read-typed.ts";

/** The flags that can still be given, long and short, as kubectl offers them. */
export function listFlags({ command, flags }: Typed, commands: DescribedCommands): Choice[] {
  const own = Object.entries(flagsOf(commands, command))
    .filter(([name, { hidden, multiple }]) => !hidden && (multiple || !(name in flags)))
    .flatMap(([name, { char, description = "" }]) => spell(name, char, description));
  const rest = command === null ? spell("version", undefined, "Show the program's version") : [];
  return [...own, ...spell("help", "h", "Show help"), ...rest];
}

function spell(name: string, char: string | undefined, description: string): Choice[] {
  const long = { value: `--${name}`, description };
  return char === undefined ? [long] : [long, { value: `-${char}`, description }];
}
