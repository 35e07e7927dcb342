import type { MessageMatch } from "../../knowledge/match-message.ts";
import type { Consumer } from "../model/consumer.ts";
import { ephemeralClaimName } from "../model/identify-pod-volume.ts";
import { covers } from "../model/resource.ts";
import { isBound, type Storage } from "../model/storage.ts";
import { CLAIM_KINDS } from "../model/storage-kind.ts";
import type { JoinedInventory } from "../sharing/joined-inventory.ts";
import type { Fix } from "./cause.ts";
import { command, kubectl } from "./command.ts";
import { claimEvidence } from "./evidence.ts";
import { isRefused } from "./quota-exceeded.ts";
import { need, type Rule } from "./rule.ts";
import { readScheduler } from "./scheduler-words.ts";
import { nameConsumer, nameStorage } from "./wording.ts";

/**
 * Reasons of the scheduler that no other rule tells. It names no volume in most of them, so that
 * each is told of the pod's claims that it can mean.
 */
export const storageNotScheduled: Rule = {
  id: "storage-not-scheduled",
  summary: "the scheduler gives a pod no node for a reason of storage",
  kinds: CLAIM_KINDS,
  needs: [need("pods"), need("persistentvolumeclaims")],
  details: true,
  citation:
    "https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/scheduler/framework/plugins/volumebinding/binder.go",
  *check(storage, joined) {
    for (const consumer of storage.consumers ?? []) {
      if (consumer.state !== "unscheduled") continue;
      const words = readScheduler(consumer, joined);
      const match = words?.matches.find((it) => isMeant(storage, it, consumer, joined));
      if (!words || !match) continue;
      const { id, meaning } = match.message;
      yield {
        severity: "error",
        message: `${nameConsumer(consumer)} gets no node for ${nameStorage(storage)}: ${lowerFirst(meaning.value)} The scheduler says: ${words.text}`,
        hint: kubectl(consumer.namespace, "describe", "pod", `${consumer.pod}`),
        cause: {
          keeps: [consumer],
          evidence: [
            ...words.evidence,
            ...(storage.claim ? claimEvidence(storage.claim, "status.phase") : []),
          ],
          outlook: OUTLOOKS[id] ?? {
            endsByItself: null,
            text: "What was read does not tell whether it passes.",
          },
          fixes: fixesFor(id, storage),
        },
      };
    }
  },
};

function lowerFirst(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

function isMeant(
  storage: Storage,
  { message, claim }: MessageMatch,
  consumer: Consumer,
  joined: JoinedInventory,
): boolean {
  const isPending = storage.claim?.phase === "Pending";
  switch (message.id) {
    case "no-volume-to-bind":
    case "not-enough-storage":
      return isPending;
    case "volume-lost":
      return claim === null
        ? isBound(storage) && isVolumeGone(storage, joined)
        : claim === storage.name;
    case "ephemeral-claim-missing":
      // Where it is known why, another rule tells it.
      return (
        claim === storage.name &&
        joined.ephemeralConflictsOf(storage).length === 0 &&
        !isRefused(storage, joined)
      );
    case "too-many-volumes":
      return isFirstClaim(storage, consumer, joined);
    case "node-affinity":
      // With volumes and nodes at hand volume-out-of-reach tells it, with what can be done.
      return isBound(storage) && (storage.volume === null || isUnread(storage, joined));
    default:
      return false;
  }
}

function isVolumeGone({ volume, claim }: Storage, { inventory }: JoinedInventory): boolean {
  return (
    volume === null && claim?.phase !== "Lost" && covers(inventory.extents.persistentvolumes, null)
  );
}

function isUnread({ volume }: Storage, { inventory }: JoinedInventory): boolean {
  return (volume?.nodeAffinity ?? []).length > 0 && !covers(inventory.extents.nodes, null);
}

/** What is said of the pod as a whole is told once. */
function isFirstClaim(storage: Storage, consumer: Consumer, joined: JoinedInventory): boolean {
  const pod = joined.podOf(consumer);
  const [first] = (pod?.spec.volumes ?? []).flatMap((podVolume) => {
    if (podVolume.source.kind === "PersistentVolumeClaim") return [podVolume.source.claim];
    return pod && podVolume.source.kind === "EphemeralClaim"
      ? [ephemeralClaimName(pod, podVolume)]
      : [];
  });
  return first === storage.name;
}

const OUTLOOKS: Readonly<Record<string, { endsByItself: boolean | null; text: string }>> = {
  "no-volume-to-bind": {
    endsByItself: false,
    text: "Not before a volume that fits the claim is free on a node that the pod may go to.",
  },
  "not-enough-storage": {
    endsByItself: null,
    text: "It passes when the driver reports room on a node that the pod may go to; whether it will is not known.",
  },
  "volume-lost": {
    endsByItself: false,
    text: "A volume that is gone does not come back by itself.",
  },
  "too-many-volumes": {
    endsByItself: null,
    text: "It passes when volumes leave a node, or a node is added; whether they will is not known.",
  },
  "ephemeral-claim-missing": {
    endsByItself: null,
    text: "The controller makes the claim, as a rule within seconds; its events on the pod say what keeps it.",
  },
};

function fixesFor(id: string, { namespace, name }: Storage): Fix[] {
  const describe: Fix = {
    text: "Read what is said of the claim.",
    commands: [kubectl(namespace ?? "", "describe", "pvc", name)],
    loses: null,
  };
  if (id === "no-volume-to-bind") {
    return [
      {
        text: "See what volumes are free, and make one that fits the claim: class, mode, size, node affinity.",
        commands: [command("kubectl", "get", "pv")],
        loses: null,
      },
    ];
  }
  if (id === "not-enough-storage") {
    return [
      {
        text: "See where the driver reports room; ask for less, or add storage.",
        commands: [command("kubectl", "get", "csistoragecapacities", "-A")],
        loses: null,
      },
    ];
  }
  if (id === "too-many-volumes") {
    return [
      {
        text: "See how many volumes each node takes; add a node, or let pods with fewer volumes share one.",
        commands: [command("kubectl", "get", "csinodes", "-o", "yaml")],
        loses: null,
      },
    ];
  }
  return [describe];
}
