import { complete } from "./complete.ts";
import type { DescribedCommands } from "./described-command.ts";
import { NO_ANSWER } from "./format-answer.ts";

/**
 * `kubectl-shared __complete WORDS...`: prints what can stand in the place of the last word, and
 * ends the process, whatever still waits for an answer. Says nothing else and never fails: a
 * terminal on which somebody types is no place for an error.
 */
export async function runCompletion(
  words: readonly string[],
  version: string,
  describe: () => Promise<DescribedCommands>,
): Promise<void> {
  const { stdout, env } = process;
  stdout.on("error", () => process.exit(0));
  const answer = await describe()
    .then((commands) => complete(words, commands, { env, version, age: process.uptime() * 1000 }))
    .catch(() => NO_ANSWER);
  stdout.write(answer, () => process.exit(0));
}
