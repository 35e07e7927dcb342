import type { Node } from "../model/node.ts";
import type { Placement } from "../model/pod.ts";
import type { NodeSelectorExpression, NodeSelectorTerm } from "../model/volume.ts";

/**
 * Whether the node is one of those that the terms leave: one term must hold with all that it says.
 * A term that says nothing holds nowhere.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/staging/src/k8s.io/component-helpers/scheduling/corev1/nodeaffinity/nodeaffinity.go
 */
export function matchesTerms(terms: readonly NodeSelectorTerm[], node: Node): boolean {
  return terms.some(
    ({ expressions }) => expressions.length > 0 && expressions.every((it) => holdsOn(node, it)),
  );
}

/** Operators as the API has them; one that it does not have holds nowhere. */
function holdsOn(node: Node, { key, operator, values }: NodeSelectorExpression): boolean {
  const label = key === "metadata.name" ? node.name : readLabel(node, key);
  switch (operator) {
    case "In":
      return label !== undefined && values.includes(label);
    case "NotIn":
      return label === undefined || !values.includes(label);
    case "Exists":
      return label !== undefined;
    case "DoesNotExist":
      return label === undefined;
    case "Gt":
      return compareIntegers(label, values[0], (a, b) => a > b);
    case "Lt":
      return compareIntegers(label, values[0], (a, b) => a < b);
    default:
      return false;
  }
}

/**
 * Old volumes name zones by the labels of before 1.17, which new nodes do not have: the scheduler
 * reads them as those of today.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/staging/src/k8s.io/csi-translation-lib/plugins/in_tree_volume.go
 */
const SUCCESSORS: Readonly<Record<string, string>> = {
  "failure-domain.beta.kubernetes.io/zone": "topology.kubernetes.io/zone",
  "failure-domain.beta.kubernetes.io/region": "topology.kubernetes.io/region",
};

function readLabel({ labels }: Node, key: string): string | undefined {
  return labels[key] ?? labels[SUCCESSORS[key] ?? key];
}

function compareIntegers(
  label: string | undefined,
  value: string | undefined,
  holds: (a: bigint, b: bigint) => boolean,
): boolean {
  const isInteger = (text: string | undefined): text is string =>
    text !== undefined && /^-?\d+$/.test(text);
  return isInteger(label) && isInteger(value) && holds(BigInt(label), BigInt(value));
}

/**
 * Whether what was read of the pod's own wishes lets it go to the node. More may keep it away:
 * taints, room, and affinities that name no nodes.
 */
export function allowsNode(placement: Placement, node: Node): boolean {
  const { nodeName, nodeSelector, affinityNodes } = placement;
  const hostname = node.labels["kubernetes.io/hostname"] ?? node.name;
  return (
    (nodeName === null || nodeName === node.name) &&
    Object.entries(nodeSelector).every(([key, value]) => node.labels[key] === value) &&
    (affinityNodes === null || affinityNodes.some((it) => it === node.name || it === hostname))
  );
}
