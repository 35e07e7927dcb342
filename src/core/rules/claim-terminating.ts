import type { Consumer } from "../model/consumer.ts";
import type { Storage } from "../model/storage.ts";
import { CLAIM_KINDS } from "../model/storage-kind.ts";
import type { JoinedInventory } from "../sharing/joined-inventory.ts";
import type { Cause } from "./cause.ts";
import { command, kubectl } from "./command.ts";
import { claimEvidence, consumerEvidence, schedulerEvidence } from "./evidence.ts";
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
  *check(storage, joined) {
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
        ...explainWith(storage, holders, joined),
      };
    } else if (holders.every((consumer) => consumer.state === "finished")) {
      yield {
        severity: "warning",
        message: `${subject}; only finished pods still hold it: ${listConsumers(holders)}.`,
        hint: describeRemoval(storage, holders),
        ...explainWith(storage, holders, joined),
      };
    } else {
      yield {
        severity: "warning",
        message: `${subject} and goes when the last pod that holds it is gone: ${listConsumers(holders)}. New pods cannot use it.`,
        hint: null,
        ...explainWith(storage, holders, joined),
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

/** It keeps pods that have no node yet: the scheduler gives them none. */
function explainWith(
  storage: Storage,
  holders: readonly Consumer[],
  joined: JoinedInventory,
): { cause?: Cause } {
  const { claim, volume } = storage;
  const keeps = (storage.consumers ?? []).filter(({ state }) => state === "unscheduled");
  if (claim === null || keeps.length === 0) return {};
  const deletes = volume?.reclaimPolicy !== "Retain";
  return {
    cause: {
      keeps,
      evidence: [
        ...claimEvidence(claim, "metadata.deletionTimestamp"),
        ...keeps.flatMap((consumer) => schedulerEvidence(joined.podOf(consumer))).slice(0, 1),
        ...holders.slice(0, 3).flatMap((it) => consumerEvidence(it, joined.podOf(it))),
      ],
      outlook: {
        endsByItself: false,
        text: "A deletion is not taken back: the claim goes when nobody holds it any more, and the pod waits until there is a new one of its name.",
      },
      fixes: [
        ...(volume !== null && deletes
          ? [
              {
                text: "Keep the data: then the volume stays when the claim goes.",
                commands: [
                  command(
                    "kubectl",
                    "patch",
                    "pv",
                    volume.name,
                    "-p",
                    '{"spec":{"persistentVolumeReclaimPolicy":"Retain"}}',
                  ),
                ],
                loses: null,
              },
            ]
          : []),
        {
          text: "Let the last holders end, and apply the claim's manifest again.",
          commands: holders
            .slice(0, 3)
            .map(({ namespace, pod }) => kubectl(namespace, "delete", "pod", `${pod}`)),
          loses: "The claim, and its data where the volume's reclaim policy is Delete.",
        },
      ],
    },
  };
}
