import type { Choice } from "./choice.ts";
import type { DescribedCommands } from "./described-command.ts";
import type { Typed } from "./read-typed.ts";

/** The commands that take all flags that were given before them, and `help`. */
export function listCommands({ flags }: Typed, commands: DescribedCommands): Choice[] {
  const given = Object.keys(flags);
  const listed = nameCommands(commands, (own) => given.every((flag) => Object.hasOwn(own, flag)));
  const help = { value: "help", description: "Show help of a command" };
  return given.length === 0 ? [...listed, help] : listed;
}

/** The commands as help lists them, each with its summary. */
export function nameCommands(
  commands: DescribedCommands,
  fits: (flags: DescribedCommands[string]["flags"]) => boolean = () => true,
): Choice[] {
  return Object.entries(commands)
    .filter(([, { hidden, flags }]) => !hidden && fits(flags))
    .map(([value, { summary = "" }]) => ({ value, description: summary.replace(/\.$/, "") }));
}
