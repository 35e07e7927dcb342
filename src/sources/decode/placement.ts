import { matchesSelector } from "../../core/model/label-selector.ts";
import type { Labels } from "../../core/model/metadata.ts";
import type { Placement } from "../../core/model/pod.ts";
import type { NodeSelectorTerm } from "../../core/model/volume.ts";
import {
  type Fields,
  readObject,
  readObjects,
  readOptionalObject,
  readText,
  readTextMap,
} from "./fields.ts";
import { decodeLabelSelector } from "./label-selector.ts";
import { decodeNodeSelector } from "./volume.ts";

const REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";

/** What the spec itself says about nodes; preferences bind nobody and are left out. */
export function decodePlacement(spec: Fields, labels: Labels): Placement {
  const affinity = readObject(spec, "affinity");
  const terms = decodeRequiredTerms(readObject(affinity, "nodeAffinity"));
  return {
    nodeName: readText(spec, "nodeName") || null,
    nodeSelector: readTextMap(spec, "nodeSelector"),
    togetherOn: readObjects(readObject(affinity, "podAffinity"), REQUIRED)
      .filter((term) => selectsLabels(term, labels))
      .map((term) => readText(term, "topologyKey")),
    affinityNodes: terms && findNamedNodes(terms),
    affinityTerms: terms,
    dependsOnPods: ["podAffinity", "podAntiAffinity"].some(
      (kind) => readObjects(readObject(affinity, kind), REQUIRED).length > 0,
    ),
  };
}

function selectsLabels(term: Fields, labels: Labels): boolean {
  const selector = readOptionalObject(term, "labelSelector");
  return selector !== null && matchesSelector(decodeLabelSelector(selector), labels);
}

function decodeRequiredTerms(nodeAffinity: Fields): NodeSelectorTerm[] | null {
  const required = readOptionalObject(nodeAffinity, REQUIRED);
  return required && decodeNodeSelector(required);
}

/** The nodes that a required node affinity names; null where it leaves the choice wider. */
function findNamedNodes(terms: readonly NodeSelectorTerm[]): string[] | null {
  const nodes = terms.map(nodesOfTerm);
  return nodes.every((names) => names !== null) ? nodes.flat() : null;
}

function nodesOfTerm(term: NodeSelectorTerm): string[] | null {
  const named = term.expressions.find(
    (expression) =>
      expression.operator === "In" &&
      (expression.key === "metadata.name" || expression.key === "kubernetes.io/hostname"),
  );
  return named?.values ?? null;
}
