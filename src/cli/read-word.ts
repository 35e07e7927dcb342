import { findNearest } from "./nearest.ts";
import { UsageError } from "./usage-error.ts";

/** How an error offers the words, where that is not how they are written here. */
interface WordOffer {
  /** The words as people type them. */
  spellings?: readonly string[];
  /** What the flag belongs to. */
  command?: string;
  /** The whole line to type instead, where that is known better here. */
  retype?: (near: string) => string;
}

/**
 * The value of a flag that takes one of a few words, whatever its case.
 *
 * @throws UsageError with the near one
 */
export function readWord<Word extends string>(
  flag: string,
  typed: string,
  words: readonly Word[],
  { spellings = words, command = "", retype }: WordOffer = {},
): Word {
  const word = words.find((it) => it.toLowerCase() === typed.toLowerCase());
  if (word !== undefined) return word;
  const [near] = findNearest(typed, [...new Set([...spellings, ...words])]);
  throw invalidArgument(
    flag,
    typed,
    `must be one of ${spellings.join(", ")}`,
    near === undefined ? [] : [retype?.(near) ?? `${command} ${flag} ${near}`.trimStart()],
  );
}

/**
 * That a flag's value is not what the flag takes, in kubectl's words.
 *
 * @param rule completes the sentence: `must be a name`
 */
export function invalidArgument(
  flag: string,
  typed: string,
  rule: string,
  next: readonly string[] = [],
): UsageError {
  return new UsageError(
    `invalid argument ${JSON.stringify(typed)} for "${flag}" flag: ${rule}`,
    next,
  );
}
