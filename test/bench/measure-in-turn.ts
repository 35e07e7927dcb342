import { type Measured, measureProcess } from "./measure-process.ts";
import type { Subject } from "./row.ts";

/** A program that is run so many times, beside others. */
export interface Runner {
  subject: Subject;
  command: readonly string[];
  rounds: number;
  /** It takes so long that a run for warmth only would be a waste. */
  isSlow?: boolean;
}

/** A line for what is quick would be one too many. */
const QUIET = 2_000;

/**
 * Runs the programs in turn, so that what else the machine does meets all of them alike; each once
 * more at first, to warm files and caches.
 *
 * @param server the API server's process id
 */
export async function measureInTurn(
  runners: readonly Runner[],
  env: NodeJS.ProcessEnv,
  server: number | undefined,
): Promise<Map<Subject, Measured[]>> {
  const samples = new Map<Subject, Measured[]>(runners.map(({ subject }) => [subject, []]));
  const most = Math.max(0, ...runners.map(({ rounds }) => rounds));
  let said = 0;
  for (let round = 0; round <= most; round += 1) {
    for (const { subject, command, rounds, isSlow } of runners) {
      if (round > rounds || (round === 0 && isSlow)) continue;
      if (performance.now() - said > QUIET) {
        said = performance.now();
        const which = round === 0 ? "warming up" : `${round} of ${rounds}`;
        process.stderr.write(`bench: ${subject}: ${which}\n`);
      }
      const measured = await measureProcess(command, env, server);
      if (round > 0) samples.get(subject)?.push(measured);
    }
  }
  return samples;
}
