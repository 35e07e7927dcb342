import { setTimeout } from "node:timers/promises";
import type { DescribedCommands } from "./described-command.ts";
import { findNames } from "./find-names.ts";
import { formatAnswer } from "./format-answer.ts";
import { planWord } from "./plan-word.ts";
import { readTyped } from "./read-typed.ts";

/**
 * Milliseconds from the start of the process in which names have to be there: who waits longer at a
 * key does not trust it.
 */
const PATIENCE = 300;

/** What is completed in. */
export interface CompletionSurroundings {
  env: NodeJS.ProcessEnv;
  version: string;
  /** Milliseconds since the process started. */
  age: number;
}

/**
 * What the shell is told for a line, in Cobra's words. Names that do not come in time, or not at all,
 * are left out and nothing is said of it.
 *
 * @param words all behind `kubectl shared`; the last one is to be completed
 */
export async function complete(
  words: readonly string[],
  commands: DescribedCommands,
  { env, version, age }: CompletionSurroundings,
): Promise<string> {
  const typed = readTyped(words, commands);
  const plan = await planWord(typed, commands);
  const { names } = plan;
  if (names === null) return formatAnswer(typed.word, plan, []);
  const end = new AbortController();
  const late = setTimeout(Math.max(0, PATIENCE - age), [], { signal: end.signal });
  const found = findNames(names.of, typed, { env, version, signal: end.signal });
  const nothing = () => [];
  const inTime = await Promise.race([found.catch(nothing), late.catch(nothing)]);
  end.abort();
  return formatAnswer(typed.word, plan, inTime);
}
