import { setImmediate } from "node:timers/promises";

/** Loads what only the answer is for when the asking has begun: a server takes as long as that to answer. */
export async function loadMeanwhile<T>(load: () => Promise<T>): Promise<T> {
  await setImmediate();
  return load();
}
