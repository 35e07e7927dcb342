import { page } from "../../knowledge/citation.ts";
import type { Claim } from "../model/claim.ts";
import { isToStart } from "../model/consumer.ts";
import { wasRead } from "../model/resource.ts";
import type { Storage } from "../model/storage.ts";
import { CLAIM_KINDS } from "../model/storage-kind.ts";
import { diagnosePending, type PendingReason, waitingUsers } from "../sharing/diagnose-pending.ts";
import type { JoinedInventory } from "../sharing/joined-inventory.ts";
import type { Cause } from "./cause.ts";
import { kubectl } from "./command.ts";
import { claimEvidence } from "./evidence.ts";
import { explainPending } from "./explain-pending.ts";
import { type Draft, need, type Rule } from "./rule.ts";
import { listConsumers, listPods, nameStorage } from "./wording.ts";

/** A manifest's claim has no phase, and no phase is no finding. */
export const claimNotBound: Rule = {
  id: "claim-not-bound",
  summary: "a claim has no volume",
  kinds: CLAIM_KINDS,
  needs: [need("persistentvolumeclaims")],
  tellsCauses: true,
  citation: page(
    "Persistent Volumes, Binding",
    "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#binding",
  ),
  *check(storage, joined) {
    const { claim } = storage;
    if (claim?.phase === "Lost") {
      yield {
        severity: "error",
        message: `${nameStorage(storage)} is Lost: its volume ${claim.volumeName ?? ""} is gone, and its data with it as far as Kubernetes can tell.`,
        hint: describeClaim(claim),
        cause: explainLost(claim, storage),
      };
    }
    if (claim?.phase === "Pending") {
      const pending = { ...storage, claim };
      const reason = diagnosePending(pending, joined);
      const cause = explainPending(pending, reason, joined);
      yield { ...describePending(pending, reason, joined), ...(cause && { cause }) };
    }
  },
};

function describeClaim({ namespace, name }: Claim): string {
  return kubectl(namespace, "describe", "pvc", name);
}

function explainLost(claim: Claim, { consumers }: Storage): Cause {
  return {
    keeps: (consumers ?? []).filter(isToStart),
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

function describePending(
  storage: Storage & { claim: Claim },
  reason: PendingReason,
  { inventory }: JoinedInventory,
): Draft {
  const { claim } = storage;
  const hint = describeClaim(claim);
  const users = waitingUsers(storage);
  const subject = `${nameStorage(storage)} is Pending`;
  if (reason.kind === "scheduler-skipped") {
    return {
      severity: "error",
      message: `${subject}: class ${reason.storageClass.name} binds it when the scheduler picks a node, but ${listConsumers(reason.past)} was put there without the scheduler (spec.nodeName), so it stays Pending.`,
      hint: "Use nodeSelector instead of nodeName.",
    };
  }
  if (reason.kind === "waits-for-pod") {
    return describeWaiting(storage, reason.storageClass.name);
  }
  const why = describeReason(reason);
  // It is on its way: what the scheduler chose is made next.
  if (reason.kind === "provisioning" && reason.failed === null && claim.selectedNode !== null) {
    return {
      severity: "warning",
      message: `${subject}: the scheduler picked ${claim.selectedNode} for it, and the volume is not made yet.`,
      hint,
    };
  }
  if (users.length > 0) {
    return {
      severity: "error",
      message: `${subject}: ${why}, so ${listConsumers(users)} cannot start.`,
      hint,
    };
  }
  if (claim.storageClass && !wasRead(inventory.extents, "storageclasses")) {
    const message = `${subject}: ${why}; whether class ${claim.storageClass} waits for a first pod is not known.`;
    return { severity: "info", message, hint };
  }
  return { severity: "warning", message: `${subject}: ${why}.`, hint };
}

/** Completes "the claim is Pending: …". */
function describeReason(
  reason: Exclude<PendingReason, { kind: "scheduler-skipped" | "waits-for-pod" }>,
): string {
  switch (reason.kind) {
    case "volume-taken":
      return `the volume ${reason.volume} that it names is that of claim ${reason.holder.namespace}/${reason.holder.name}`;
    case "volume-missing":
      return `there is no volume ${reason.volume}, which it names`;
    case "volume-named":
      return `it is not bound to volume ${reason.volume}, which it names`;
    case "without-class":
      return 'it has no volume, and its storageClassName "" keeps every class from making one';
    case "no-default":
      return "it has no volume, names no class, and no class is the default";
    case "class-missing":
      return `there is no volume for it, and no StorageClass ${reason.name} to make one`;
    case "made-by-hand":
      return `it has no volume, and class ${reason.storageClass.name} makes none`;
    case "several-defaults":
      return "it has no volume";
    case "provisioning":
      return reason.failed === null
        ? "it has no volume"
        : `it has no volume, because ${reason.provisioner ?? "its provisioner"} failed to make one`;
  }
}

function describeWaiting(storage: Storage & { claim: Claim }, className: string): Draft {
  const hint = describeClaim(storage.claim);
  const subject = `${nameStorage(storage)} is Pending`;
  const users = waitingUsers(storage);
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
