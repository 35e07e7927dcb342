import { isSinglePod } from "../model/access-mode.ts";
import { type Consumer, isLive } from "../model/consumer.ts";
import { effectiveModes, type Storage } from "../model/storage.ts";
import { CLAIM_KINDS } from "../model/storage-kind.ts";
import type { JoinedInventory } from "../sharing/joined-inventory.ts";
import type { Cause } from "./cause.ts";
import { claimEvidence, schedulerEvidence, volumeModesEvidence } from "./evidence.ts";
import { describeOutlook, findHolder, fixesForHolder, holderEvidence } from "./holder.ts";
import { need, type Rule } from "./rule.ts";
import { listConsumers, nameStorage } from "./wording.ts";

/** The one mode that the scheduler enforces, over all nodes. */
export const rwopSecondPod: Rule = {
  id: "rwop-second-pod",
  summary: "a ReadWriteOncePod claim is wanted by a second pod",
  kinds: CLAIM_KINDS,
  needs: [need("pods"), need("persistentvolumeclaims")],
  citation: "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes",
  *check(storage, joined) {
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
        ...explainWith(storage, running(holders), holders.filter(isWaiting), joined),
      };
    } else if (holders.length === 1) {
      yield {
        severity: "error",
        message: `${subject}: ${listConsumers(holders)} has it, ${listConsumers(waiting)} must wait.`,
        hint,
        ...explainWith(storage, holders, waiting, joined),
      };
    } else {
      yield {
        severity: "error",
        message: `${subject}: of ${listConsumers(waiting)} only one can be scheduled.`,
        hint,
        // Which of them is next, and what keeps it, the scheduler does not say here.
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

function isWaiting({ state }: Consumer): boolean {
  return state === "waiting";
}

function running(holders: readonly Consumer[]): Consumer[] {
  return holders.filter((holder) => !isWaiting(holder));
}

/** Nothing where nobody has it, or nobody waits. */
function explainWith(
  storage: Storage,
  holders: readonly Consumer[],
  waiting: readonly Consumer[],
  joined: JoinedInventory,
): { cause?: Cause } {
  const [consumer] = holders;
  if (consumer === undefined || waiting.length === 0) return {};
  const holder = findHolder(consumer, joined.inventory);
  const outlook = describeOutlook(holder, waiting, joined);
  return {
    cause: {
      keeps: waiting,
      evidence: [
        ...(storage.volume
          ? [volumeModesEvidence(storage.volume)]
          : storage.claim
            ? claimEvidence(storage.claim, "spec.accessModes")
            : []),
        ...holderEvidence(holder, storage.volume, joined),
        ...waiting.flatMap((it) => schedulerEvidence(joined.podOf(it))),
      ],
      outlook,
      fixes: [
        ...fixesForHolder(holder, waiting, outlook),
        {
          text: "Where several pods are to use it at once: copy the data to a new claim, ReadWriteOnce for pods of one node, ReadWriteMany for pods of several.",
          commands: ["kubectl shared explain classes"],
          loses: "The time that the copy takes; a claim's modes are fixed.",
        },
      ],
    },
  };
}
