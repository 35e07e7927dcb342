import { page } from "../../../../knowledge/citation.ts";
import { isOutOfService, isReady, type Node } from "../../../model/node.ts";
import { taintNode, untaintNode } from "../../../rules/fix-out-of-service.ts";
import type { Remark } from "../object-report.ts";
import { remark } from "./remark.ts";

const nodeShutdown = page(
  "kubernetes.io: Node Shutdowns, non-graceful node shutdown",
  "https://kubernetes.io/docs/concepts/cluster-administration/node-shutdown/#non-graceful-node-shutdown",
);

/** What can be done about a node that is not ready; nothing to say of one that is. */
export function describeDeadNode(node: Node): Remark[] {
  const { name, readySince } = node;
  if (isOutOfService(node)) {
    return [
      remark(
        `Node ${name} is said to be out of service: its pods are deleted by force and its volumes detached at once.`,
        nodeShutdown,
      ),
      remark(
        `When the machine is back, take the taint away: \`${untaintNode(node)}\``,
        nodeShutdown,
      ),
    ];
  }
  if (!isDead(node)) return [];
  const since = readySince === null ? "" : ` since ${readySince}`;
  return [
    remark(
      `Node ${name} has not been ready${since}: nobody there ends a pod, so that what is deleted stays Terminating, and holds its volumes, until the node is back or is said to be out of service.`,
      nodeShutdown,
    ),
    remark(
      `If the machine is off, and only then, its pods can be deleted by force and their volumes detached at once: \`${taintNode(node)}\` If it still runs, two nodes may then write to one volume.`,
      nodeShutdown,
    ),
  ];
}

/** The same in a clause; null: nothing to say. */
export function describeDeadNodeShortly(node: Node): string | null {
  if (isOutOfService(node)) return `node ${node.name} is said to be out of service`;
  return isDead(node) ? `node ${node.name} is not ready` : null;
}

/** It says that it is not ready, or nothing at all any more: not one of which that was not read. */
function isDead(node: Node): boolean {
  return node.ready !== null && !isReady(node);
}
