import { type Consumer, canWrite, isLive } from "../model/consumer.ts";
import type { Sharing } from "../model/storage.ts";

const UNKNOWN: Sharing = { scope: null, pods: null, nodes: null, writers: null };

/**
 * How far the sharing reaches, counted from live consumers. What is only planned is counted for
 * nobody, but one planned pod already shows whether its containers share.
 *
 * @param consumers null: the pods that could use the storage were not all read
 */
export function countSharing(consumers: readonly Consumer[] | null): Sharing {
  if (consumers === null) return UNKNOWN;
  const live = consumers.filter(isLive);
  const nodes = new Set(live.map((consumer) => consumer.node).filter((node) => node !== null)).size;
  return {
    scope: live.length > 0 ? scopeOf(live, nodes) : scopeOfPlanned(consumers),
    pods: live.length,
    nodes,
    writers: countWriters(live),
  };
}

function scopeOf(live: readonly Consumer[], nodes: number): Sharing["scope"] {
  if (nodes > 1) return "cluster";
  const [only, ...others] = live;
  if (only && others.length === 0) return scopeWithin(only);
  // While one of several has no node, on how many they will be is not known.
  return live.every(({ node }) => node !== null) ? "node" : null;
}

function scopeOfPlanned(consumers: readonly Consumer[]): Sharing["scope"] {
  const [only, ...others] = consumers.filter((consumer) => consumer.state === "planned");
  if (!only) return "none";
  return others.length === 0 && only.replicas === 1 ? scopeWithin(only) : null;
}

function scopeWithin(consumer: Consumer): Sharing["scope"] {
  return new Set(consumer.mounts.map((mount) => mount.container)).size > 1 ? "pod" : "none";
}

/** null where the only way to write goes through a driver whose doing is unknown. */
function countWriters(live: readonly Consumer[]): number | null {
  const writers = live.filter(canWrite);
  const areSure = writers.every((writer) =>
    writer.mounts.some((mount) => mount.readOnly === false),
  );
  return areSure ? writers.length : null;
}
