import { need, type Rule } from "./rule.ts";
import { listConsumers, nameStorage, notStarted } from "./wording.ts";

/** Files may leave out what the cluster has; there it is a warning only. */
export const claimNotFound: Rule = {
  id: "claim-not-found",
  summary: "a pod names a claim that does not exist",
  kinds: ["PersistentVolumeClaim"],
  needs: [need("pods"), need("persistentvolumeclaims")],
  citation: "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#claims-as-volumes",
  *check(storage, { inventory }) {
    const users = notStarted(storage.consumers ?? []);
    if (storage.claim !== null || users.length === 0) return;
    if (inventory.source.kind === "snapshot") {
      yield {
        severity: "warning",
        message: `${nameStorage(storage)} is not in the snapshot, but is named by ${listConsumers(users)}.`,
        hint: `kubectl -n ${storage.namespace} get pvc ${storage.name}`,
      };
    } else {
      yield {
        severity: "error",
        message: `${nameStorage(storage)} does not exist, so ${listConsumers(users)} cannot start.`,
        hint: `kubectl -n ${storage.namespace} get pvc`,
      };
    }
  },
};
