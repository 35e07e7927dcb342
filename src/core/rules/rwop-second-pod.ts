import { page } from "../../knowledge/citation.ts";
import { isSinglePod } from "../model/access-mode.ts";
import { type Consumer, isLive } from "../model/consumer.ts";
import { isReady } from "../model/node.ts";
import { effectiveModes, type Storage } from "../model/storage.ts";
import { CLAIM_KINDS } from "../model/storage-kind.ts";
import type { JoinedInventory } from "../sharing/joined-inventory.ts";
import type { Cause, Fix, Outlook } from "./cause.ts";
import { isScalable, typeAndName } from "./command.ts";
import { modesEvidence, schedulersEvidence } from "./evidence.ts";
import { freeVolume } from "./free-volume.ts";
import { describeOutlook, findHolder, holdersEvidence, isOfJob } from "./holder.ts";
import { need, type Rule } from "./rule.ts";
import { listConsumers, listPods, nameStorage } from "./wording.ts";

/** The one mode that the scheduler enforces, over all nodes. */
export const rwopSecondPod: Rule = {
  id: "rwop-second-pod",
  summary: "a ReadWriteOncePod claim is wanted by a second pod",
  kinds: CLAIM_KINDS,
  needs: [need("pods"), need("persistentvolumeclaims")],
  tellsCauses: true,
  citation: page(
    "Persistent Volumes, Access Modes",
    "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes",
  ),
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

/** Nobody is stopped by the first of them; a workload of one pod waits for its old one only. */
function describeNext(live: readonly Consumer[]): string {
  const keys = new Set(live.map(({ workload, pod }) => (workload ? typeAndName(workload) : pod)));
  const [workload] = live.flatMap((it) => it.workload ?? []);
  const first =
    keys.size === 1 && workload && isScalable(workload)
      ? workload.kind === "Deployment"
        ? "Run one replica with strategy Recreate"
        : "Run one replica"
      : "Leave the pod that waits away, or give it a claim of its own";
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
  consumers: readonly Consumer[],
  waiting: readonly Consumer[],
  joined: JoinedInventory,
): { cause?: Cause } {
  if (consumers.length === 0 || waiting.length === 0) return {};
  const holders = consumers.map((it) => findHolder(it, joined.inventory));
  const outlook = describeOutlook(holders, waiting, joined);
  const freeing = freeVolume(storage, holders, waiting, outlook, joined);
  // Where it passes, waiting is the first that can be done.
  const waits = outlook.endsByItself === true ? freeing.slice(0, 1) : [];
  const isDead = holders.some(({ node }) => node !== null && !isReady(node));
  const isLasting = !isDead && (outlook.endsByItself === false || consumers.some(isOfJob));
  return {
    cause: {
      keeps: waiting,
      evidence: [
        ...modesEvidence(storage),
        ...holdersEvidence(holders, storage.volume, joined),
        ...schedulersEvidence(waiting, joined),
      ],
      outlook: isDead ? outlook : addPreemption(outlook, consumers, waiting),
      fixes: [
        ...waits,
        ...(isLasting ? leaveAway(consumers, waiting) : []),
        ...freeing.slice(waits.length),
        {
          text: "Where several pods are to use it at once: copy the data to a new claim, ReadWriteOnce for pods of one node, ReadWriteMany for pods of several.",
          commands: ["kubectl shared explain classes"],
          loses: "The time that the copy takes; a claim's modes are fixed.",
        },
      ],
    },
  };
}

/**
 * The scheduler ends a holder for a pod of higher priority, and has seen no reason to so far.
 *
 * @see https://kubernetes.io/blog/2023/04/20/read-write-once-pod-access-mode-beta/
 */
function addPreemption(
  outlook: Outlook,
  holders: readonly Consumer[],
  waiting: readonly Consumer[],
): Outlook {
  if (outlook.endsByItself !== false || waiting.some(({ node }) => node !== null)) return outlook;
  return {
    ...outlook,
    text: `${outlook.text} Only for a pod of a higher priority the scheduler, from 1.27 on, ends ${listPods(holders)}.`,
  };
}

/** The claim is for one pod: nobody is stopped where the second has none of it. */
function leaveAway(holders: readonly Consumer[], waiting: readonly Consumer[]): Fix[] {
  const names = new Set(holders.map(({ workload }) => workload && typeAndName(workload)));
  const isReplica = waiting.some(({ workload }) => workload && names.has(typeAndName(workload)));
  if (isReplica) return [];
  return [
    {
      text: `Leave ${listPods(waiting)} away while ${listPods(holders)} ${holders.length === 1 ? "has" : "have"} the claim, or give ${waiting.length === 1 ? "it a claim of its own" : "them claims of their own"}.`,
      commands: [],
      loses: null,
    },
  ];
}
