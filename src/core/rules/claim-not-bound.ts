import type { Claim } from "../model/claim.ts";
import { type Consumer, isLive } from "../model/consumer.ts";
import type { Inventory } from "../model/inventory.ts";
import { covers } from "../model/resource.ts";
import type { Storage } from "../model/storage.ts";
import { CLAIM_KINDS } from "../model/storage-kind.ts";
import type { Cause } from "./cause.ts";
import { claimEvidence } from "./evidence.ts";
import { explainPending } from "./explain-pending.ts";
import { type Draft, need, type Rule } from "./rule.ts";
import { listConsumers, listPods, nameStorage, notStarted } from "./wording.ts";

/** A manifest's claim has no phase, and no phase is no finding. */
export const claimNotBound: Rule = {
  id: "claim-not-bound",
  summary: "a claim has no volume",
  kinds: CLAIM_KINDS,
  needs: [need("persistentvolumeclaims")],
  citation: "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#binding",
  *check(storage, joined) {
    const { claim } = storage;
    if (claim?.phase === "Lost") {
      yield {
        severity: "error",
        message: `${nameStorage(storage)} is Lost: its volume ${claim.volumeName ?? ""} is gone, and its data with it as far as Kubernetes can tell.`,
        hint: `kubectl -n ${claim.namespace} describe pvc ${claim.name}`,
        cause: explainLost(claim, storage),
      };
    }
    if (claim?.phase === "Pending") {
      const cause = explainPending(storage, joined);
      yield { ...describePending(storage, joined.inventory), ...(cause && { cause }) };
    }
  },
};

function explainLost(claim: Claim, { consumers }: Storage): Cause {
  return {
    keeps: notStarted(consumers ?? []),
    evidence: claimEvidence(claim, "status.phase", "spec.volumeName"),
    outlook: { endsByItself: false, text: "A lost claim stays lost: its volume's object is gone." },
    fixes: [
      {
        text: "If the disk is still there: make a PersistentVolume for it, and the claim anew with its name in volumeName. Else make the claim anew and restore a backup.",
        commands: [],
        loses: "The data, where neither the disk nor a backup is there.",
      },
    ],
  };
}

function describePending(storage: Storage, inventory: Inventory): Draft {
  const hint = `kubectl -n ${storage.namespace} describe pvc ${storage.name}`;
  const users = notStarted(storage.consumers ?? []).filter(isLive);
  const storageClass = inventory.classes.get(storage.claim?.storageClass ?? "");
  const subject = `${nameStorage(storage)} is Pending`;
  if (storageClass?.bindingMode === "WaitForFirstConsumer") {
    return describeWaiting(storage, users, storageClass.name);
  }
  const cause = describeCause(storage, inventory);
  if (users.length > 0) {
    return {
      severity: "error",
      message: `${subject}: ${cause}, so ${listConsumers(users)} cannot start.`,
      hint,
    };
  }
  if (storage.claim?.storageClass && inventory.extents.storageclasses?.of === "none") {
    const message = `${subject}: ${cause}; whether class ${storage.claim.storageClass} waits for a first pod is not known.`;
    return { severity: "info", message, hint };
  }
  return { severity: "warning", message: `${subject}: ${cause}.`, hint };
}

/** Why it has no volume, as far as the objects tell. */
function describeCause({ claim }: Storage, inventory: Inventory): string {
  const { volumes, classes, extents } = inventory;
  const isRead = covers(extents.storageclasses, null);
  const wished = volumes.get(claim?.volumeName ?? "");
  if (wished?.claim) {
    return `the volume ${wished.name} that it names is that of claim ${wished.claim.namespace}/${wished.claim.name}`;
  }
  const name = claim?.storageClass;
  const hasDefault = [...classes.values()].some(({ isDefault }) => isDefault);
  if (claim && name === null && !claim.volumeName && isRead && !hasDefault) {
    return "it has no volume, names no class, and no class is the default";
  }
  return name && !classes.has(name) && isRead
    ? `there is no volume for it, and no StorageClass ${name} to make one`
    : "it has no volume";
}

/** The scheduler binds such a claim before it gives a pod its node: who has one went past it. */
function describeWaiting(storage: Storage, users: readonly Consumer[], className: string): Draft {
  const hint = `kubectl -n ${storage.namespace} describe pvc ${storage.name}`;
  const subject = `${nameStorage(storage)} is Pending`;
  const past = users.filter(({ node }) => node !== null);
  if (past.length > 0) {
    return {
      severity: "error",
      message: `${subject}: class ${className} binds it when the scheduler picks a node, but ${listConsumers(past)} was put there without the scheduler (spec.nodeName), so it stays Pending.`,
      hint: "Use nodeSelector instead of nodeName.",
    };
  }
  if (storage.consumers === null) {
    return {
      severity: "info",
      message: `${subject}: class ${className} binds it when the first pod uses it, and whether one does is not known.`,
      hint,
    };
  }
  return users.length === 0
    ? {
        severity: "info",
        message: `${subject}, as it should be: class ${className} binds when the first pod uses it.`,
        hint: null,
      }
    : {
        severity: "warning",
        message: `${subject}: class ${className} binds it when the scheduler finds a node for ${listPods(users)}.`,
        hint,
      };
}
