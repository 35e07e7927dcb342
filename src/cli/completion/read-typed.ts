import { type DescribedCommands, type DescribedFlag, flagsOf } from "./described-command.ts";

/** A command line that somebody is still typing. */
export interface Typed {
  /** null: none was named before the word. */
  command: string | null;
  /** What stands behind the command, without flags and without the word. */
  args: readonly string[];
  /** What was given before the word: of a switch whether it is on, of a repeatable flag all values. */
  flags: Readonly<Record<string, string | boolean | readonly string[]>>;
  word: TypedWord;
}

/** The word that is to be completed, as far as it is there. */
export type TypedWord =
  | { kind: "argument"; text: string }
  /** It begins with a dash: a flag's name. */
  | { kind: "flag"; text: string }
  /**
   * The value of a flag. `attached` is what stands before it without an equals sign, `-n` in
   * `-nshop`: it belongs to what is chosen. What ends with an equals sign does not, since the shells'
   * scripts keep it.
   */
  | { kind: "value"; flag: string; attached: string; text: string };

type Flags = Readonly<Record<string, DescribedFlag>>;

/**
 * Takes a line apart by the rules of `normalizeArgv`, but what is wrong with it is passed over: a
 * line that is not finished is nothing to complain of.
 *
 * @param words all behind the program's name; the last one is the word, "" where a new one begins
 */
export function readTyped(words: readonly string[], commands: DescribedCommands): Typed {
  const flags = flagsOf(commands, null);
  const line = new Line(flags);
  for (const word of words.slice(0, -1)) line.take(word);
  const [command = null, ...args] = line.arguments;
  return { command, args, flags: line.given, word: line.readLast(words.at(-1) ?? "") };
}

class Line {
  readonly arguments: string[] = [];
  readonly given: Record<string, string | boolean | readonly string[]> = {};
  readonly #flags: Flags;
  /** The flag whose value the next word is; null: the next word is its own. */
  #open: string | null = null;
  /** `--` was there. */
  #isClosed = false;

  constructor(flags: Flags) {
    this.#flags = flags;
  }

  take(word: string): void {
    if (this.#open !== null) {
      this.#give(this.#open, word);
      this.#open = null;
    } else if (this.#isClosed || !word.startsWith("-") || word === "-") {
      this.arguments.push(word);
    } else if (word === "--") {
      this.#isClosed = true;
    } else {
      this.#takeFlags(word);
    }
  }

  readLast(text: string): TypedWord {
    if (this.#open !== null) return { kind: "value", flag: this.#open, attached: "", text };
    if (this.#isClosed || !text.startsWith("-")) return { kind: "argument", text };
    const { name, value, head } = this.#splitFlag(text);
    const isValue = name !== null && this.#flags[name]?.type === "option" && value !== null;
    if (!isValue) return { kind: "flag", text };
    return { kind: "value", flag: name, attached: head.endsWith("=") ? "" : head, text: value };
  }

  #takeFlags(word: string): void {
    const { name, value, switches } = this.#splitFlag(word);
    for (const it of switches) this.#give(it, true);
    if (name === null) return;
    if (this.#flags[name]?.type === "boolean")
      this.#give(name, !/^(0|f|false)$/i.test(value ?? ""));
    else if (value === null) this.#open = name;
    else this.#give(name, value);
  }

  /** The flag that ends the word, with the value that is attached to it. */
  #splitFlag(word: string): SplitFlag {
    return word.startsWith("--") ? this.#splitLong(word) : this.#splitShort(word);
  }

  #splitLong(word: string): SplitFlag {
    const [, typed = "", value] = /^--([^=]*)(?:=(.*))?$/s.exec(word) ?? [];
    const name = typed.replaceAll("_", "-");
    const isKnown = Object.hasOwn(this.#flags, name);
    const head = word.slice(0, word.length - (value ?? "").length);
    return { name: isKnown ? name : null, value: value ?? null, head, switches: [] };
  }

  /** `-n`, `-nshop`, `-n=shop`, `-Rf`: switches may stand before the last one. */
  #splitShort(word: string): SplitFlag {
    const switches: string[] = [];
    for (let at = 1; at < word.length; at++) {
      const found = Object.entries(this.#flags).find(([, { char }]) => char === word[at]);
      if (found === undefined) break;
      const [name, { type }] = found;
      const end = word[at + 1] === "=" ? at + 2 : at + 1;
      const value = end < word.length || end === at + 2 ? word.slice(end) : null;
      if (type === "option" || end === at + 2) {
        return { name, value, head: word.slice(0, end), switches };
      }
      switches.push(name);
    }
    return { name: null, value: null, head: word, switches };
  }

  #give(name: string, value: string | boolean): void {
    const former = this.given[name];
    const isList = this.#flags[name]?.multiple === true && typeof value === "string";
    this.given[name] = isList ? [...(Array.isArray(former) ? former : []), value] : value;
  }
}

interface SplitFlag {
  /** null: none that is known. */
  name: string | null;
  /** null: none is attached. */
  value: string | null;
  /** The word without the value. */
  head: string;
  /** Switches that stand before it. */
  switches: readonly string[];
}
