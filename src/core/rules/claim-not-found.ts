import { page } from "../../knowledge/citation.ts";
import { type Consumer, isToStart } from "../model/consumer.ts";
import type { Storage } from "../model/storage.ts";
import { listSome } from "../model/text.ts";
import type { JoinedInventory } from "../sharing/joined-inventory.ts";
import type { Cause } from "./cause.ts";
import { kubectl } from "./command.ts";
import { claimEvidence, nameObject, schedulerEvidence } from "./evidence.ts";
import { need, type Rule } from "./rule.ts";
import { listConsumers, nameStorage } from "./wording.ts";

/** Files may leave out what the cluster has; there it is a warning only. */
export const claimNotFound: Rule = {
  id: "claim-not-found",
  summary: "a pod names a claim that does not exist",
  kinds: ["PersistentVolumeClaim"],
  needs: [
    need("pods"),
    // Of manifests the absence of a claim is a fact of the files, whatever they leave out.
    { anyOf: ["persistentvolumeclaims"], extent: "namespace", of: isNamedByPods },
  ],
  tellsCauses: true,
  citation: page(
    "Persistent Volumes, Claims As Volumes",
    "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#claims-as-volumes",
  ),
  *check(storage, joined) {
    const { inventory } = joined;
    const users = (storage.consumers ?? []).filter(isToStart);
    if (storage.claim !== null || users.length === 0) return;
    if (inventory.source.kind === "snapshot") {
      yield {
        severity: "warning",
        message: `${nameStorage(storage)} is not in the snapshot, but is named by ${listConsumers(users)}.`,
        hint: kubectl(storage.namespace ?? "", "get", "pvc", storage.name),
        cause: explain(storage, users, joined),
      };
    } else {
      yield {
        severity: "error",
        message: `${nameStorage(storage)} does not exist, so ${listConsumers(users)} cannot start.`,
        hint: kubectl(storage.namespace ?? "", "get", "pvc"),
        cause: explain(storage, users, joined),
      };
    }
  },
};

function isNamedByPods({ consumers, claim }: Storage): boolean {
  return !claim?.isPlanned && (consumers ?? []).some(({ state }) => state !== "planned");
}

function explain(storage: Storage, users: readonly Consumer[], joined: JoinedInventory): Cause {
  const { name } = storage;
  const namespace = storage.namespace ?? "";
  const { source } = joined.inventory;
  const elsewhere = joined.claimsNamed(name).filter((claim) => claim.namespace !== namespace);
  return {
    keeps: users,
    evidence: [
      ...users.slice(0, 3).map((consumer) => ({
        object: nameObject(consumer),
        field: "spec.volumes[].persistentVolumeClaim.claimName",
        value: name,
      })),
      ...users.flatMap((consumer) => schedulerEvidence(joined.podOf(consumer))).slice(0, 1),
      ...elsewhere.slice(0, 3).flatMap((claim) => claimEvidence(claim, "status.phase")),
    ],
    outlook:
      source.kind === "snapshot"
        ? { endsByItself: null, text: "The cluster may have what the files leave out." }
        : {
            endsByItself: false,
            text:
              elsewhere.length === 0
                ? "Not before somebody makes the claim; the pod then goes on by itself."
                : `Not before somebody makes the claim here: the one in ${listSome(elsewhere.map((it) => it.namespace))} is out of reach, a pod can use claims of its own namespace only.`,
          },
    fixes: [
      {
        text: "See what claims there are: the name may be misspelt.",
        commands: [kubectl(namespace, "get", "pvc")],
        loses: null,
      },
      {
        text: `Apply the manifest of claim ${name} in namespace ${namespace}; pods that name it go on without being made anew.`,
        commands: [],
        loses: null,
      },
    ],
  };
}
