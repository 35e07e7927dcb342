import { setTimeout as sleep } from "node:timers/promises";

export interface WaitOptions {
  /** Milliseconds; 30 seconds unless given. */
  timeout?: number;
  /** Milliseconds between two questions. */
  interval?: number;
  /** Asked each time: an error means that waiting has become pointless, and is thrown. */
  giveUp?: () => Error | undefined;
}

/**
 * Asks until the answer is neither undefined nor false, and returns it. An answer that throws
 * counts as not yet. When the time is up it fails and tells what did not come to be, with the last
 * error.
 */
export async function waitFor<T>(
  what: string,
  ask: () => T | Promise<T>,
  options: WaitOptions = {},
): Promise<Exclude<T, undefined | false>> {
  const { timeout = 30_000, interval = 100, giveUp = () => undefined } = options;
  const end = Date.now() + timeout;
  let last: unknown;
  for (;;) {
    const pointless = giveUp();
    if (pointless) throw pointless;
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== false) return answer as Exclude<T, undefined | false>;
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (Date.now() >= end) {
      const why = last === undefined ? "" : `: ${last instanceof Error ? last.message : last}`;
      throw new Error(`waited ${timeout / 1_000}s in vain for ${what}${why}`, { cause: last });
    }
    await sleep(interval);
  }
}
