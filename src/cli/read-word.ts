import { findNearest } from "./nearest.ts";
import { UsageError } from "./usage-error.ts";

/** How an error offers the words, where that is not how they are written here. */
interface WordOffer {
  /** The words as people type them. */
  spellings?: readonly string[];
  /** What the flag belongs to. */
  command?: string;
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
  { spellings = words, command = "" }: WordOffer = {},
): Word {
  const word = words.find((it) => it.toLowerCase() === typed.toLowerCase());
  if (word !== undefined) return word;
  const [near] = findNearest(typed, [...new Set([...spellings, ...words])]);
  throw new UsageError(
    `invalid argument ${JSON.stringify(typed)} for "${flag}" flag: must be one of ${spellings.join(", ")}`,
    near === undefined ? [] : [`${command} ${flag} ${near}`.trimStart()],
  );
}
