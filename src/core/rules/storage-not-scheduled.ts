import { page } from "../../knowledge/citation.ts";
import type { MessageMatch } from "../../knowledge/match-message.ts";
import { type Consumer, isLive } from "../model/consumer.ts";
import { ephemeralClaimName } from "../model/identify-pod-volume.ts";
import { covers } from "../model/resource.ts";
import { isBound, type Storage } from "../model/storage.ts";
import { CLAIM_KINDS } from "../model/storage-kind.ts";
import { command, lowerFirst } from "../model/text.ts";
import type { JoinedInventory } from "../sharing/joined-inventory.ts";
import { isToBeMade } from "../sharing/refusals.ts";
import type { Fix, Outlook } from "./cause.ts";
import { kubectl } from "./command.ts";
import { claimEvidence } from "./evidence.ts";
import { need, type Rule } from "./rule.ts";
import { readScheduler } from "./scheduler-words.ts";
import { listConsumers, nameConsumer, nameStorage } from "./wording.ts";

/**
 * Reasons of the scheduler that no other rule tells. It names no volume in most of them, so that
 * each is told of the pod's claims that it can mean.
 */
export const storageNotScheduled: Rule = {
  id: "storage-not-scheduled",
  summary: "the scheduler gives a pod no node for a reason of storage",
  kinds: CLAIM_KINDS,
  // Where claims may not be read, the scheduler's own words are all there is, and enough.
  needs: [need("pods")],
  details: true,
  tellsCauses: true,
  citation: page(
    "kubernetes/kubernetes pkg/scheduler/framework/plugins/volumebinding/binder.go",
    "https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/scheduler/framework/plugins/volumebinding/binder.go",
  ),
  *check(storage, joined) {
    for (const consumer of storage.consumers ?? []) {
      if (consumer.state !== "unscheduled") continue;
      const words = readScheduler(consumer, joined);
      const match = words?.matches.find((it) => isMeant(storage, it, consumer, joined));
      if (!words || !match) continue;
      const { id, meaning } = match.message;
      yield {
        severity: "error",
        message: `${nameConsumer(consumer)} gets no node for ${nameMeant(storage, match, consumer, joined)}: ${lowerFirst(meaning.value)} The scheduler says: ${words.text}`,
        hint: kubectl(consumer.namespace, "describe", "pod", `${consumer.pod}`),
        cause: {
          keeps: [consumer],
          evidence: [
            ...words.evidence,
            ...(storage.claim ? claimEvidence(storage.claim, "status.phase") : []),
          ],
          outlook: describeOutlook(id, storage, isSure(storage, match, consumer, joined)),
          fixes: fixesFor(id, storage),
        },
      };
    }
  },
};

/** Of several claims that were not read, the scheduler does not say which it means. */
function nameMeant(
  storage: Storage,
  match: MessageMatch,
  consumer: Consumer,
  joined: JoinedInventory,
): string {
  return isSure(storage, match, consumer, joined)
    ? nameStorage(storage)
    : `one of its ${claimsOf(consumer, joined).length} claims`;
}

function isSure(
  storage: Storage,
  { claim }: MessageMatch,
  consumer: Consumer,
  joined: JoinedInventory,
): boolean {
  return (
    claim !== null || !isUnreadClaim(storage, joined) || claimsOf(consumer, joined).length === 1
  );
}

/** Nothing is known of it but that pods name it. */
function isUnreadClaim({ claim, namespace }: Storage, { inventory }: JoinedInventory): boolean {
  return claim === null && !covers(inventory.extents.persistentvolumeclaims, namespace);
}

function isMeant(
  storage: Storage,
  { message, claim }: MessageMatch,
  consumer: Consumer,
  joined: JoinedInventory,
): boolean {
  if (isUnreadClaim(storage, joined)) {
    // Every message that is known is one of storage: which, the pod's own claims tell.
    return claim === null ? isFirstClaim(storage, consumer, joined) : claim === storage.name;
  }
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
        !(isToBeMade(storage) && joined.refusalsOf(storage).length > 0)
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
  return claimsOf(consumer, joined)[0] === storage.name;
}

/** The names of the pod's claims, in the order of its volumes. */
function claimsOf(consumer: Consumer, joined: JoinedInventory): string[] {
  const pod = joined.podOf(consumer);
  return (pod?.spec.volumes ?? []).flatMap((podVolume) => {
    if (podVolume.source.kind === "PersistentVolumeClaim") return [podVolume.source.claim];
    return pod && podVolume.source.kind === "EphemeralClaim"
      ? [ephemeralClaimName(pod, podVolume)]
      : [];
  });
}

function describeOutlook(id: string, { consumers }: Storage, isSure: boolean): Outlook {
  const holders = (consumers ?? []).filter((it) => isLive(it) && it.node !== null);
  // Pods of the namespace that name the claim and have a node are all that can have it.
  if (id === "single-pod-claim-in-use" && isSure && holders.length > 0) {
    const names = listConsumers(holders);
    return {
      endsByItself: null,
      text: `It passes when ${names} ${holders.length === 1 ? "ends, which names the claim too" : "end, which name the claim too"}; whether that happens, what was read does not tell.`,
    };
  }
  return (
    OUTLOOKS[id] ?? {
      endsByItself: null,
      text: "What was read does not tell whether it passes.",
    }
  );
}

const OUTLOOKS: Readonly<Record<string, Outlook>> = {
  "no-volume-to-bind": {
    endsByItself: false,
    text: "Not before a volume that fits the claim is free on a node that the pod may go to.",
  },
  "not-enough-storage": {
    endsByItself: null,
    text: "It passes when the driver reports room on a node that the pod may go to; whether it will is not known.",
  },
  "single-pod-claim-in-use": {
    endsByItself: null,
    text: "It passes when the pod that has the claim ends; which pod that is, and whether it will end, what was read does not tell.",
  },
  "claim-not-found": {
    endsByItself: false,
    text: "Not before somebody makes the claim; the pod then goes on by itself.",
  },
  "claim-terminating": {
    endsByItself: false,
    text: "A claim that is being deleted does not come back: not before it is gone and made anew.",
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
  if (id === "single-pod-claim-in-use") {
    return [
      {
        text: "Find the pod that has the claim, and end it if this one is to take its place.",
        commands: [
          `kubectl shared who-mounts ${command(`pvc/${name}`)} -n ${command(namespace ?? "")}`,
        ],
        loses: "What that pod is doing.",
      },
    ];
  }
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
