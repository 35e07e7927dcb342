import { repository } from "../../knowledge/citation.ts";
import { isSingleNode, isSinglePod } from "../model/access-mode.ts";
import type { Inventory } from "../model/inventory.ts";
import type { Placement } from "../model/pod.ts";
import { covers } from "../model/resource.ts";
import { effectiveModes, type Storage } from "../model/storage.ts";
import { count } from "../model/text.ts";
import type { Volume } from "../model/volume.ts";
import { countSurge, type Workload } from "../model/workload.ts";
import { describeAttach } from "../sharing/attach.ts";
import { findPinnedNode } from "../sharing/pinned-node.ts";
import { isNodePath } from "../sharing/place.ts";
import { patchToRecreate } from "./command.ts";
import { type Draft, need, type Rule } from "./rule.ts";
import { nameStorage } from "./wording.ts";

const HOSTNAME = "kubernetes.io/hostname";
const REPLICATED: ReadonlySet<string> = new Set([
  "Deployment",
  "ReplicaSet",
  "ReplicationController",
]);

/**
 * The scheduler does not look at ReadWriteOnce: replicas, and the extra pod of a rolling update,
 * go to any node. With the defaults even one replica surges, because maxSurge 25 % rounds up.
 */
export const rolloutOnRwo: Rule = {
  id: "rollout-on-rwo",
  summary: "a Deployment or ReplicaSet can have two pods on a claim that only one node can have",
  kinds: ["PersistentVolumeClaim"],
  needs: [need("persistentvolumeclaims"), need("deployments"), need("replicasets")],
  tellsCauses: false,
  citation: repository("kubernetes/kubernetes").issue(103305),
  *check(storage, joined) {
    const modes = effectiveModes(storage);
    if (!isSingleNode(modes)) return;
    for (const workload of joined.workloadsOf(storage)) {
      if (!REPLICATED.has(workload.kind) || workload.owner?.kind === "Deployment") continue;
      const cause = describeSecondPod(workload);
      if (cause === null) continue;
      yield isSinglePod(modes)
        ? describeSinglePod(storage, workload, cause)
        : describeSingleNode(storage, workload, cause, joined.inventory);
    }
  },
};

/** Why there would be two pods at once; null: there would not. */
function describeSecondPod({ replicas, rollout }: Workload): string | null {
  if (replicas === null || replicas === 0) return null;
  if (replicas > 1) return `runs ${count(replicas, "replica")}`;
  if (rollout === null || countSurge(rollout, replicas) === 0) return null;
  return "starts the new pod before it stops the old one (RollingUpdate)";
}

function describeSinglePod(storage: Storage, workload: Workload, cause: string): Draft {
  return {
    severity: "warning",
    message: `${workload.kind} ${workload.name} ${cause}, but ${nameStorage(storage)} is ReadWriteOncePod: the second pod is not scheduled.`,
    hint: hintFor(workload, "a StatefulSet with a claim for each pod"),
  };
}

function describeSingleNode(
  storage: Storage,
  workload: Workload,
  cause: string,
  inventory: Inventory,
): Draft {
  const subject = `${workload.kind} ${workload.name} ${cause} on ${nameStorage(storage)}, which is ReadWriteOnce`;
  const { attaches, driver } = describeAttach(storage, inventory);
  const together = describeTogether(workload.template.placement, storage.volume, inventory);
  if (together !== null) {
    return {
      severity: "info",
      message: `${subject}; that works because ${together}.`,
      hint: null,
    };
  }
  if (attaches === true) {
    return {
      severity: "warning",
      message: `${subject}: a pod on another node waits for ever, and nothing keeps the pods on one.`,
      hint: hintFor(
        workload,
        "a StatefulSet with a claim for each pod, or pod affinity on kubernetes.io/hostname",
      ),
    };
  }
  return {
    severity: "info",
    message: `${subject}; ${describeEnforcement(storage, attaches, driver)}.`,
    hint: null,
  };
}

/** What happens to pods on several nodes where no attach keeps them from it. */
function describeEnforcement(
  { volume }: Storage,
  attaches: boolean | null,
  driver: string | null,
): string {
  if (volume && isNodePath(volume)) return "it is a hostPath, so each node has a folder of its own";
  return attaches === false
    ? `${driver} does not attach volumes, so that it works on any node and nothing enforces the mode`
    : `whether ${driver ?? "its driver"} attaches, and so enforces the mode, is not known`;
}

/** What makes the pods meet on one node; null: nothing does. */
function describeTogether(
  placement: Placement,
  volume: Volume | null,
  inventory: Inventory,
): string | null {
  const node =
    placement.nodeName ?? placement.nodeSelector[HOSTNAME] ?? onlyElement(placement.affinityNodes);
  if (node !== null) return `the template pins its pods to ${node}`;
  if (placement.togetherOn.includes(HOSTNAME)) return "pod affinity keeps its pods on one node";
  const pinned = findPinnedNode(volume);
  if (pinned !== null) return `the volume is pinned to ${pinned}`;
  const [only] = inventory.nodes.keys();
  return inventory.nodes.size === 1 && covers(inventory.extents.nodes, null)
    ? `the cluster has one node, ${only}`
    : null;
}

function onlyElement<T>(list: readonly T[] | null): T | null {
  return list?.length === 1 ? (list[0] ?? null) : null;
}

/** @param instead what several replicas can have beside a claim that all nodes can mount */
function hintFor({ namespace, name, replicas }: Workload, instead: string): string {
  return replicas !== null && replicas > 1
    ? `Use a ReadWriteMany claim, or ${instead}.`
    : patchToRecreate(namespace, name);
}
