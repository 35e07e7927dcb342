import { type Node, OUT_OF_SERVICE } from "../model/node.ts";
import { command } from "../model/text.ts";
import type { Fix } from "./cause.ts";

/** Says that the machine is off, which it has to be. */
export function taintNode({ name }: Pick<Node, "name">): string {
  return command("kubectl", "taint", "nodes", name, `${OUT_OF_SERVICE}=nodeshutdown:NoExecute`);
}

/** Takes the taint away again, when the machine is back. */
export function untaintNode({ name }: Pick<Node, "name">): string {
  return command("kubectl", "taint", "nodes", name, `${OUT_OF_SERVICE}-`);
}

/**
 * The way out of a machine that is off: its pods are deleted by force and its volumes detached at
 * once. It is for machines that are off only.
 *
 * @see https://kubernetes.io/docs/concepts/cluster-administration/node-shutdown/#non-graceful-node-shutdown
 */
export function fixOutOfService(node: Pick<Node, "name">): Fix {
  return {
    text: `Make sure that the machine of ${node.name} is off, then mark it so: its pods are deleted by force and its volumes detached at once. When it is back, take the taint away: \`${untaintNode(node)}\``,
    commands: [taintNode(node)],
    loses:
      "Whatever ran on the node, and what it had not written out. If the machine is on, two nodes write one volume, which destroys it.",
  };
}
