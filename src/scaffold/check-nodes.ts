import { isReady, type Node } from "../core/model/node.ts";
import { elementsOf, type Fields, fieldsOf, findPodSpec } from "./find-pod-specs.ts";
import type { KubernetesObject } from "./manifest.ts";

/** What the nodes of a cluster mean for the pods that are to be made. */
export interface NodeCheck {
  /** A node that is named and is not there: its label's value. */
  missing: { value: string; there: readonly string[] } | null;
  /** What will be other than the pattern promises, each a sentence without a full stop. */
  warnings: readonly string[];
}

const HOSTNAME = "kubernetes.io/hostname";

/** @param immediate a class whose volumes are placed before their pods; null: none */
export function checkNodes(
  objects: readonly KubernetesObject[],
  nodes: readonly Node[],
  immediate: string | null,
): NodeCheck {
  const there = nodes.flatMap(({ labels }) => labels[HOSTNAME] ?? []);
  const value = objects.flatMap(namedNodes).find((it) => !there.includes(it));
  const pods = objects.map(findPodSpec).filter((spec) => spec !== null);
  const usable = nodes.filter(takesPods).length;
  const warnings: string[] = [];
  if (pods.length > 0 && usable === 0) {
    warnings.push("no node takes pods now: none is ready without taints, so they will wait");
  } else if (usable === 1 && pods.some(isSpread)) {
    warnings.push(
      "one node takes pods now: all of them will run there, and nothing shows that other nodes could share",
    );
  }
  if (immediate !== null && pods.some(isHeldTogether)) {
    warnings.push(
      `class ${immediate} makes volumes before it is known where their pods fit: they all follow the volume, and wait if there is no room`,
    );
  }
  return { missing: value === undefined ? null : { value, there }, warnings };
}

/** Whether pods without tolerations can be put there now. */
export function takesPods(node: Node): boolean {
  return (
    isReady(node) &&
    !node.unschedulable &&
    !node.taints.some(({ effect }) => effect === "NoSchedule" || effect === "NoExecute")
  );
}

/** Of a volume that is on one node. */
function namedNodes({ kind, spec }: KubernetesObject): string[] {
  if (kind !== "PersistentVolume") return [];
  const required = fieldsOf(fieldsOf(fieldsOf(spec).nodeAffinity).required);
  return elementsOf(required.nodeSelectorTerms)
    .flatMap((term) => elementsOf(fieldsOf(term).matchExpressions))
    .map(fieldsOf)
    .filter(({ key, operator }) => key === HOSTNAME && operator === "In")
    .flatMap(({ values }) => elementsOf(values).map(String));
}

function isSpread({ topologySpreadConstraints }: Fields): boolean {
  return elementsOf(topologySpreadConstraints).some((it) => fieldsOf(it).topologyKey === HOSTNAME);
}

function isHeldTogether({ affinity }: Fields): boolean {
  const { requiredDuringSchedulingIgnoredDuringExecution: required } = fieldsOf(
    fieldsOf(affinity).podAffinity,
  );
  return elementsOf(required).some((it) => fieldsOf(it).topologyKey === HOSTNAME);
}
