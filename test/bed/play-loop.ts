import { setTimeout as sleep } from "node:timers/promises";
import type { Cluster } from "./start-cluster.ts";

/** Something that keeps playing a part of the cluster until told to stop, or the cluster ends. */
export interface Player {
  /** Resolves when nothing of it is under way any more. */
  stop(): Promise<void>;
}

/**
 * Looks at the cluster and acts, again and again, like a controller that has no memory. An error
 * (most often a conflict with a real controller that was quicker) is forgotten: the next look sees
 * the cluster as it is then.
 */
export function playLoop(cluster: Cluster, look: () => Promise<void>): Player {
  const stopping = new AbortController();
  const ended = AbortSignal.any([stopping.signal, cluster.signal]);
  const loop = (async () => {
    while (!ended.aborted) {
      await look().catch(() => {});
      await sleep(150, undefined, { signal: ended, ref: false }).catch(() => {});
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await loop;
    },
  };
}
