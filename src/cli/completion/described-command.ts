/** What completion has to know of a command. oclif's manifest and its classes both say it. */
export interface DescribedCommand {
  summary?: string | undefined;
  hidden?: boolean | undefined;
  flags: Readonly<Record<string, DescribedFlag>>;
}

export interface DescribedFlag {
  type: "option" | "boolean";
  char?: string | undefined;
  description?: string | undefined;
  hidden?: boolean | undefined;
  multiple?: boolean | undefined;
  /** How help writes the value; `none|server` are all values that there are. */
  helpValue?: string | readonly string[] | undefined;
}

/** By what is typed. */
export type DescribedCommands = Readonly<Record<string, DescribedCommand>>;

/** The flags of a command by their names; null: any may stand where none was named yet. */
export function flagsOf(
  commands: DescribedCommands,
  command: string | null,
): Readonly<Record<string, DescribedFlag>> {
  if (command !== null && Object.hasOwn(commands, command)) return commands[command]?.flags ?? {};
  const all = Object.values(commands).flatMap(({ flags }) => Object.entries(flags));
  // What one command takes without saying so, another shows: the later one counts.
  return Object.fromEntries(all.toSorted(([, one], [, other]) => rank(other) - rank(one)));
}

function rank({ hidden = false }: DescribedFlag): number {
  return hidden ? 1 : 0;
}
