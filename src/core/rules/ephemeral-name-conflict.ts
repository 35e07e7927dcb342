import { page } from "../../knowledge/citation.ts";
import { isToStart } from "../model/consumer.ts";
import type { Pod } from "../model/pod.ts";
import type { Storage } from "../model/storage.ts";
import { CLAIM_KINDS } from "../model/storage-kind.ts";
import { command, listSome } from "../model/text.ts";
import { consumerOfPod } from "../sharing/join-consumers.ts";
import type { JoinedInventory } from "../sharing/joined-inventory.ts";
import type { Cause } from "./cause.ts";
import { kubectl } from "./command.ts";
import { claimEvidence } from "./evidence.ts";
import { need, type Rule } from "./rule.ts";
import { nameStorage } from "./wording.ts";

/** A generic ephemeral volume's claim is named after pod and volume, which others may have taken. */
export const ephemeralNameConflict: Rule = {
  id: "ephemeral-name-conflict",
  summary: "a generic ephemeral volume finds its claim's name taken",
  kinds: CLAIM_KINDS,
  needs: [need("pods"), need("persistentvolumeclaims")],
  tellsCauses: true,
  citation: page(
    "Ephemeral Volumes, PersistentVolumeClaim naming",
    "https://kubernetes.io/docs/concepts/storage/ephemeral-volumes/#persistentvolumeclaim-naming",
  ),
  *check(storage, joined) {
    const conflicting = joined.ephemeralConflictsOf(storage);
    const pods = conflicting.map((pod) => pod.name);
    if (pods.length === 0) return;
    yield {
      severity: "error",
      message: `${nameStorage(storage)} has the name that a generic ephemeral volume of ${listSome(pods)} needs, but does not belong to that pod: it is not used, and the pod cannot start.`,
      hint: storage.claim?.terminating
        ? `Wait until the claim is gone: \`${kubectl(storage.namespace ?? "", "get", "pvc", storage.name, "-w")}\``
        : "Rename the pod, its volume or the claim.",
      cause: explain(storage, conflicting, joined),
    };
  },
};

function explain({ claim }: Storage, pods: readonly Pod[], { inventory }: JoinedInventory): Cause {
  const isGoing = claim?.terminating === true;
  const namespace = claim?.namespace ?? "";
  const name = claim?.name ?? "";
  return {
    keeps: pods.map((pod) => consumerOfPod(pod, inventory)).filter(isToStart),
    evidence: [
      ...(claim
        ? claimEvidence(claim, "metadata.ownerReferences", "metadata.deletionTimestamp")
        : []),
      ...pods.slice(0, 3).map((pod) => ({
        object: `Pod ${pod.namespace}/${pod.name}`,
        field: "metadata.uid",
        value: pod.uid ?? "none yet",
      })),
    ],
    outlook: isGoing
      ? {
          endsByItself: null,
          text: "The claim is being deleted; when it is gone, the pod's own is made. A pod that holds it, or a finalizer, may keep it for long.",
        }
      : { endsByItself: false, text: "Not while a claim of that name is there." },
    fixes: isGoing
      ? [
          {
            text: "Wait until the claim is gone.",
            commands: [kubectl(namespace, "wait", "--for=delete", `pvc/${name}`, "--timeout=10m")],
            loses: null,
          },
        ]
      : [
          {
            text: "Make the pod anew under another name, or with another name for its volume.",
            commands: [],
            loses: null,
          },
          {
            text: "Or, if nobody needs the claim, delete it.",
            commands: [
              `kubectl shared who-mounts ${command(`pvc/${name}`)} -n ${command(namespace)}`,
              kubectl(namespace, "delete", "pvc", name, "--wait=false"),
            ],
            loses: "The claim, and its data where the volume's reclaim policy is Delete.",
          },
        ],
  };
}
