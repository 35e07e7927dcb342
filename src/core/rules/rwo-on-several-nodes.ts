import { page } from "../../knowledge/citation.ts";
import { type Consumer, isLive } from "../model/consumer.ts";
import type { Inventory } from "../model/inventory.ts";
import { isReady } from "../model/node.ts";
import { covers } from "../model/resource.ts";
import { isReadWriteOnce, type Storage } from "../model/storage.ts";
import { CLAIM_KINDS } from "../model/storage-kind.ts";
import { command } from "../model/text.ts";
import { countSurge } from "../model/workload.ts";
import { describeAttach } from "../sharing/attach.ts";
import type { JoinedInventory } from "../sharing/joined-inventory.ts";
import { isNodePath } from "../sharing/place.ts";
import { typeAndName } from "./command.ts";
import { need, type Rule } from "./rule.ts";
import { describeSpread, listByNode, nameStorage } from "./wording.ts";

/** Only the attach-detach controller enforces ReadWriteOnce, and only for drivers that attach. */
export const rwoOnSeveralNodes: Rule = {
  id: "rwo-on-several-nodes",
  summary: "a ReadWriteOnce claim is used from two nodes",
  kinds: CLAIM_KINDS,
  needs: [need("pods"), need("persistentvolumeclaims")],
  tellsCauses: false,
  citation: page(
    "Persistent Volumes, Access Modes",
    "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes",
  ),
  *check(storage, joined) {
    const { inventory } = joined;
    // A folder of each node has a rule of its own: it is not used at once, it is not even shared.
    if (!isReadWriteOnce(storage) || (storage.volume && isNodePath(storage.volume))) return;
    const where = describeSpread(storage);
    if (where === null) return;

    const subject = `${nameStorage(storage)} is ReadWriteOnce`;
    const { attaches, driver } = describeAttach(storage, inventory);
    if (attaches === true) {
      const running = findRunning(storage, inventory);
      yield new Set(running.map(({ node }) => node)).size > 1
        ? {
            severity: "error",
            message: `${subject} and attaches to one node, yet ${listByNode(running)} run at once: nothing enforces the mode there, or one of the nodes is cut off.`,
            hint: "Two nodes that write one file system destroy it: run the pods on one node, or move to a new ReadWriteMany claim.",
          }
        : {
            severity: "error",
            message: `${subject}, but its pods are on ${where}: the volume attaches to one node, pods on any other wait.`,
            hint: describeNext(storage, joined),
          };
    } else if (attaches === false) {
      yield {
        severity: "warning",
        message: `${subject}, but ${driver} does not attach volumes, so nothing enforces it: ${where} use it at once.`,
        hint: "A claim's modes are fixed: make a new one with ReadWriteMany if that is meant, with ReadWriteOncePod if one pod must be alone.",
      };
    } else {
      yield {
        severity: "warning",
        message: `${subject}, but its pods are on ${where}; whether ${driver ?? "its driver"} attaches, and so enforces the mode, is not known.`,
        hint: inventory.extents.csidrivers?.of === "none" ? null : "kubectl get csidrivers",
      };
    }
  },
};

function findRunning({ consumers }: Storage, inventory: Inventory): Consumer[] {
  return (consumers ?? []).filter(
    ({ state, node }) => state === "running" && !isDeaf(node, inventory),
  );
}

/** Known to be silent or gone: its pods are said to run long after they do. */
function isDeaf(name: string | null, { nodes, extents }: Inventory): boolean {
  const node = nodes.get(name ?? "");
  return node ? node.ready !== null && !isReady(node) : covers(extents.nodes, null);
}

const OR_MANY = "or move to a new ReadWriteMany claim.";

/** What keeps pods on one node depends on what makes them. */
function describeNext({ consumers }: Storage, joined: JoinedInventory): string {
  const placed = (consumers ?? []).filter((it) => isLive(it) && it.node !== null);
  const deaf = placed.find(({ node }) => isDeaf(node, joined.inventory))?.node;
  if (deaf) {
    return joined.inventory.nodes.has(deaf)
      ? `${deaf} is not ready. See what can be done: \`${command("kubectl", "shared", "explain", `node/${deaf}`)}\``
      : `There is no node ${deaf} any more: its pods are deleted by force in a minute or two.`;
  }
  const workloads = new Map(
    placed.flatMap((it) => (it.workload ? [[typeAndName(it.workload), it] as const] : [])),
  );
  const [first] = workloads.values();
  const isOne = workloads.size === 1 && placed.every(({ workload }) => workload !== null);
  if (placed.some(({ workload }) => workload?.kind === "DaemonSet")) {
    return "A DaemonSet has a pod on every node: use a ReadWriteMany claim, or a generic ephemeral volume for each pod.";
  }
  if (!isOne || !first?.workload) return `Keep the pods on one node, ${OR_MANY}`;
  const { kind, name } = first.workload;
  const workload = joined.workloadOf(first.namespace, first.workload);
  switch (kind) {
    case "Deployment":
      if (workload === null) return `Keep the pods on one node, ${OR_MANY}`;
      if ((workload.replicas ?? 0) > 1) {
        return `Run one pod of Deployment ${name}, keep its pods on one node by pod affinity, ${OR_MANY}`;
      }
      return workload.rollout !== null && countSurge(workload.rollout, 1) > 0
        ? `Let the old pod of Deployment ${name} stop before the new one starts (strategy Recreate), ${OR_MANY}`
        : `Keep the pods on one node, ${OR_MANY}`;
    case "StatefulSet":
      return `Give each pod of StatefulSet ${name} a claim of its own (volumeClaimTemplates), ${OR_MANY}`;
    case "Job":
    case "CronJob":
      return `Run the pods of ${kind} ${name} one after another (parallelism 1), or on one node by pod affinity, ${OR_MANY}`;
    default:
      return `Keep the pods of ${kind} ${name} on one node by pod affinity, ${OR_MANY}`;
  }
}
