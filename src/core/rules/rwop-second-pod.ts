import { isSinglePod } from "../model/access-mode.ts";
import { type Consumer, isLive } from "../model/consumer.ts";
import { effectiveModes } from "../model/storage.ts";
import { CLAIM_KINDS } from "../model/storage-kind.ts";
import { need, type Rule } from "./rule.ts";
import { listConsumers, nameStorage } from "./wording.ts";

/** The one mode that the scheduler enforces, over all nodes. */
export const rwopSecondPod: Rule = {
  id: "rwop-second-pod",
  summary: "a ReadWriteOncePod claim is wanted by a second pod",
  kinds: CLAIM_KINDS,
  needs: [need("pods"), need("persistentvolumeclaims")],
  citation: "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes",
  *check(storage) {
    if (!isSinglePod(effectiveModes(storage))) return;
    const live = (storage.consumers ?? []).filter(isLive);
    if (live.length < 2) return;
    const holders = live.filter((consumer) => consumer.node !== null);
    const waiting = live.filter((consumer) => consumer.node === null);
    const subject = `${nameStorage(storage)} is ReadWriteOncePod`;
    const hint = describeNext(live);
    if (holders.length > 1) {
      yield {
        severity: "error",
        message: `${subject}, yet ${listConsumers(holders)} have a node: only one of them may mount it.`,
        hint,
      };
    } else if (holders.length === 1) {
      yield {
        severity: "error",
        message: `${subject}: ${listConsumers(holders)} has it, ${listConsumers(waiting)} must wait.`,
        hint,
      };
    } else {
      yield {
        severity: "error",
        message: `${subject}: of ${listConsumers(waiting)} only one can be scheduled.`,
        hint,
      };
    }
  },
};

/** Bare pods have no replicas to change. */
function describeNext(live: readonly Consumer[]): string {
  const isManaged = live.some(({ workload }) => workload !== null);
  const first = isManaged ? "Run one replica with strategy Recreate" : "Delete the pod that waits";
  return `${first}, or use a new claim with ReadWriteOnce (one node) or ReadWriteMany.`;
}
