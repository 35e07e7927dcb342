import type { Consumer } from "../model/consumer.ts";
import type { Storage } from "../model/storage.ts";
import { CLAIM_KINDS } from "../model/storage-kind.ts";
import { need, type Rule } from "./rule.ts";
import { listConsumers, nameStorage } from "./wording.ts";

/**
 * The protection controller lets a claim go when no pod *with a node* names it any more. It asks
 * for pod objects, not for running pods: a finished one holds the claim as well.
 */
export const claimTerminating: Rule = {
  id: "claim-terminating",
  summary: "a claim is being deleted, but pods hold it",
  kinds: CLAIM_KINDS,
  needs: [need("pods"), need("persistentvolumeclaims")],
  citation:
    "https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/controller/volume/pvcprotection/pvc_protection_controller.go",
  *check(storage) {
    if (!storage.claim?.terminating) return;
    const holders = (storage.consumers ?? []).filter(
      ({ node, state }) => node !== null && state !== "planned",
    );
    const subject = `${nameStorage(storage)} is being deleted`;
    if (holders.length === 0) {
      yield {
        severity: "info",
        message: `${subject}; no pod holds it, so a finalizer does.`,
        hint: `kubectl -n ${storage.namespace} get pvc ${storage.name} -o jsonpath='{.metadata.finalizers}'`,
      };
    } else if (holders.every((consumer) => consumer.state === "finished")) {
      yield {
        severity: "warning",
        message: `${subject}; only finished pods still hold it: ${listConsumers(holders)}.`,
        hint: describeRemoval(storage, holders),
      };
    } else {
      yield {
        severity: "warning",
        message: `${subject} and goes when the last pod that holds it is gone: ${listConsumers(holders)}. New pods cannot use it.`,
        hint: null,
      };
    }
  },
};

/** The claim goes with the last of them, and with its reclaim policy the data may. */
function describeRemoval({ namespace, name }: Storage, holders: readonly Consumer[]): string {
  if (holders.length > 3) return `kubectl shared who-mounts pvc/${name} -n ${namespace} -o wide`;
  const pods = holders.map(({ pod }) => pod).join(" ");
  return `Read their logs first, then let the claim go with them: kubectl -n ${namespace} delete pod ${pods}`;
}
