import { page } from "../../../knowledge/citation.ts";
import { isOutOfService, isReady, type Node } from "../../model/node.ts";
import type { Remark } from "../object-report.ts";
import { remark } from "./remark.ts";

const nodeShutdown = page(
  "kubernetes.io: Node Shutdowns, non-graceful node shutdown",
  "https://kubernetes.io/docs/concepts/cluster-administration/node-shutdown/#non-graceful-node-shutdown",
);

/** What can be done about a node that is not ready; nothing to say of one that is. */
export function describeDeadNode(node: Node): Remark[] {
  const { name, ready, readySince } = node;
  if (isOutOfService(node)) {
    return [
      remark(
        `Node ${name} is said to be out of service: its pods are deleted by force and its volumes detached at once. When it is back: kubectl taint nodes ${name} node.kubernetes.io/out-of-service-`,
        nodeShutdown,
      ),
    ];
  }
  if (isReady(node) || ready === null) return [];
  const since = readySince === null ? "" : ` since ${readySince}`;
  return [
    remark(
      `Node ${name} has not been ready${since}: nobody there ends a pod, so that what is deleted stays Terminating, and holds its volumes, until the node is back or is said to be out of service.`,
      nodeShutdown,
    ),
    remark(
      `If the machine is off, and only then: kubectl taint nodes ${name} node.kubernetes.io/out-of-service=nodeshutdown:NoExecute deletes its pods by force and detaches their volumes at once. If it still runs, two nodes may then write to one volume.`,
      nodeShutdown,
    ),
  ];
}
