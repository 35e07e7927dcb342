import { isLive } from "../model/consumer.ts";
import type { Inventory } from "../model/inventory.ts";
import type { Storage } from "../model/storage.ts";
import { CLAIM_KINDS } from "../model/storage-kind.ts";
import { type Draft, need, type Rule } from "./rule.ts";
import { listConsumers, listPods, nameStorage } from "./wording.ts";

/** A manifest's claim has no phase, and no phase is no finding. */
export const claimNotBound: Rule = {
  id: "claim-not-bound",
  summary: "a claim has no volume",
  kinds: CLAIM_KINDS,
  needs: [need("persistentvolumeclaims")],
  citation: "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#binding",
  *check(storage, { inventory }) {
    const { claim } = storage;
    if (claim?.phase === "Lost") {
      yield {
        severity: "error",
        message: `${nameStorage(storage)} is Lost: its volume ${claim.volumeName ?? ""} is gone, and its data with it as far as Kubernetes can tell.`,
        hint: `kubectl -n ${claim.namespace} describe pvc ${claim.name}`,
      };
    }
    if (claim?.phase === "Pending") yield describePending(storage, inventory);
  },
};

function describePending(storage: Storage, inventory: Inventory): Draft {
  const { claim } = storage;
  const hint = `kubectl -n ${storage.namespace} describe pvc ${storage.name}`;
  const users = (storage.consumers ?? []).filter(isLive);
  const storageClass = inventory.classes.get(claim?.storageClass ?? "");
  const subject = `${nameStorage(storage)} is Pending`;
  if (storageClass?.bindingMode === "WaitForFirstConsumer") {
    if (storage.consumers === null) {
      return {
        severity: "info",
        message: `${subject}: class ${storageClass.name} binds it when the first pod uses it, and whether one does is not known.`,
        hint,
      };
    }
    return users.length === 0
      ? {
          severity: "info",
          message: `${subject}, as it should be: class ${storageClass.name} binds when the first pod uses it.`,
          hint: null,
        }
      : {
          severity: "warning",
          message: `${subject}: class ${storageClass.name} binds it when the scheduler finds a node for ${listPods(users)}.`,
          hint,
        };
  }
  return users.length === 0
    ? { severity: "warning", message: `${subject}: it has no volume yet.`, hint }
    : {
        severity: "error",
        message: `${subject}: it has no volume, so ${listConsumers(users)} cannot start.`,
        hint,
      };
}
