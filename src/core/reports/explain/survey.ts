import type { Consumer } from "../../model/consumer.ts";
import type { Pod } from "../../model/pod.ts";
import type { Storage } from "../../model/storage.ts";
import type { RuleRun } from "../../rules/run-rules.ts";
import type { JoinedInventory } from "../../sharing/joined-inventory.ts";

/** What an explanation rests on: what was read, joined, and what the rules say of it. */
export interface Survey {
  joined: JoinedInventory;
  storages: readonly Storage[];
  run: RuleRun;
}

/** A pod by its identity, or the template whose pods do not exist yet. */
export function isSameConsumer(a: Consumer, b: Consumer): boolean {
  if (a.namespace !== b.namespace || a.pod !== b.pod || a.podUid !== b.podUid) return false;
  return (
    a.pod !== null ||
    (a.workload?.kind === b.workload?.kind && a.workload?.name === b.workload?.name)
  );
}

/** The storage that the consumer uses, or would if a claim of another's did not keep it from that. */
export function storagesOf(
  consumer: Consumer,
  storages: readonly Storage[],
  joined: JoinedInventory,
): Storage[] {
  return storages.filter(
    (storage) =>
      (storage.consumers ?? []).some((it) => isSameConsumer(it, consumer)) ||
      joined.ephemeralConflictsOf(storage).some((pod) => isPodOf(pod, consumer)),
  );
}

/** undefined: a template's pods do not exist. */
export function findPod(consumer: Consumer, { inventory }: JoinedInventory): Pod | undefined {
  return inventory.pods.find((pod) => isPodOf(pod, consumer));
}

function isPodOf(pod: Pod, consumer: Consumer): boolean {
  return (
    pod.namespace === consumer.namespace && pod.name === consumer.pod && pod.uid === consumer.podUid
  );
}
