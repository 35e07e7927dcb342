import { page } from "../../knowledge/citation.ts";
import { type Consumer, canWrite, isLive } from "../model/consumer.ts";
import type { Storage } from "../model/storage.ts";
import type { JoinedInventory } from "../sharing/joined-inventory.ts";
import { need, type Rule } from "./rule.ts";
import { listPods, nameStorage } from "./wording.ts";

/** Pods that never heard of each other meet on a node's path, or on a path above or below it. */
export const hostPathMixedAccess: Rule = {
  id: "hostpath-mixed-access",
  summary: "pods of one node read a host path that others write",
  kinds: ["HostPath"],
  needs: [need("pods", "cluster")],
  tellsCauses: false,
  citation: page(
    "Volumes, hostPath",
    "https://kubernetes.io/docs/concepts/storage/volumes/#hostpath",
  ),
  *check(storage, joined) {
    const own = liveConsumers(storage);
    const others = findNeighbours(storage, joined);
    const writers = [...own, ...others].filter(canWrite);
    const readers = own.filter((consumer) => !canWrite(consumer));
    if (readers.length === 0 || writers.length === 0) return;
    yield {
      severity: "info",
      message: `${nameStorage(storage)} is mounted read-only by ${listPods(readers)}, but ${listPods(writers)} can write there.`,
      hint: null,
    };
  },
};

/** Users of paths above and below this one: what they write, its readers see. */
function findNeighbours(storage: Storage, joined: JoinedInventory): Consumer[] {
  return joined
    .overlapsOf(storage)
    .flatMap((overlap) => liveConsumers(joined.findStorage(overlap.id)));
}

function liveConsumers(storage: Storage | undefined): Consumer[] {
  return (storage?.consumers ?? []).filter(isLive);
}
