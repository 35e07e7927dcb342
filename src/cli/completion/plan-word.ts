import type { DescribedCommands } from "./described-command.ts";
import { listCommands } from "./list-commands.ts";
import { listFlags } from "./list-flags.ts";
import { type Plan, planNothing, planWords } from "./plan.ts";
import { planArgument } from "./plan-argument.ts";
import { planFlagValue } from "./plan-flag-value.ts";
import type { Typed } from "./read-typed.ts";

/** What can stand in the place of the word; nothing is asked for it. */
export async function planWord(typed: Typed, commands: DescribedCommands): Promise<Plan> {
  const { word, command } = typed;
  const isKnown = command === null || command === "help" || Object.hasOwn(commands, command);
  if (!isKnown) return planNothing();
  switch (word.kind) {
    case "value":
      return planFlagValue(typed, word.flag, word.text, commands);
    case "flag":
      return planWords(listFlags(typed, commands));
    case "argument":
      return command === null
        ? planWords(listCommands(typed, commands))
        : planArgument(typed, word.text, commands);
  }
}
