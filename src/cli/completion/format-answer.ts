import type { Choice } from "./choice.ts";
import type { Plan } from "./plan.ts";
import type { TypedWord } from "./read-typed.ts";

/** What Cobra's scripts do with the choices; their sum is the last line. */
const DIRECTIVE = { default: 0, noSpace: 2, noFiles: 4, onlyFolders: 16 } as const;

const PATHS = {
  none: DIRECTIVE.noFiles,
  files: DIRECTIVE.default,
  folders: DIRECTIVE.onlyFolders,
} as const;

/**
 * What the shell is told: a line for each choice that begins as the word does, and a line that says
 * what to do with them. A word that more must follow, `pvc/`, gets no space behind it, which can be
 * said of all choices or of none.
 *
 * @param names what `plan.names` came to
 * @see https://github.com/spf13/cobra/blob/v1.10.2/completions.go ShellCompDirective
 */
export function formatAnswer(word: TypedWord, plan: Plan, names: readonly string[]): string {
  const attached = word.kind === "value" ? word.attached : "";
  const choices = [...chooseNames(plan, names), ...plan.words]
    .filter(({ value }) => value.startsWith(word.text) && isPrintable(value))
    .map(({ value, description }) => ({ value: attached + value, description }));
  const isOpen = choices.length > 0 && choices.every(({ value }) => /[/=]$/.test(value));
  const directive = PATHS[plan.paths] + (isOpen ? DIRECTIVE.noSpace : 0);
  return [...choices.map(formatChoice), `:${directive}`].map((line) => `${line}\n`).join("");
}

/** What is said where nothing is known, not even which words there could be. */
export const NO_ANSWER = `:${DIRECTIVE.noFiles}\n`;

function chooseNames({ names }: Plan, found: readonly string[]): Choice[] {
  if (names === null) return [];
  return [...new Set(found)]
    .filter((name) => !names.except.includes(name))
    .toSorted()
    .map((name) => ({ value: names.before + name, description: "" }));
}

function formatChoice({ value, description }: Choice): string {
  const line = description.replaceAll(/\s+/g, " ").trim();
  return line === "" ? value : `${value}\t${line}`;
}

/** A name with a line break or an escape sequence would be another answer, on somebody's terminal. */
function isPrintable(value: string): boolean {
  return value !== "" && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(value);
}
