import type { Node } from "../core/model/node.ts";
import { takesPods } from "./check-nodes.ts";
import { type Feature, isServed, newestOf } from "./find-features.ts";

/**
 * What the kubelets do not have of what pods need: they may be three releases older than the server,
 * which then takes a pod that no such node runs as it is meant.
 *
 * @returns a sentence each, without a full stop
 * @see https://kubernetes.io/releases/version-skew-policy/#kubelet
 */
export function checkKubelets(features: readonly Feature[], nodes: readonly Node[]): string[] {
  const usable = nodes.filter(takesPods);
  return features.flatMap((feature) => {
    const lacking = usable.filter(
      ({ kubeletVersion }) => kubeletVersion !== null && isServed(feature, kubeletVersion) === "no",
    );
    const [first] = lacking;
    if (first === undefined) return [];
    const others = lacking.length === 1 ? "" : ` and ${lacking.length - 1} more`;
    return `node ${first.name}${others} cannot run these: its kubelet is ${first.kubeletVersion}, and ${feature.name} need ${feature.since}`;
  });
}

/**
 * What the server may not have, as far as its nodes tell: no kubelet is newer than its server.
 *
 * @param nodes null: not read
 * @returns a sentence each, without a full stop
 * @see https://kubernetes.io/releases/version-skew-policy/#kubelet
 */
export function checkUnknownServer(
  features: readonly Feature[],
  nodes: readonly Node[] | null,
): string[] {
  const newest = newestOf((nodes ?? []).flatMap(({ kubeletVersion }) => kubeletVersion ?? []));
  const told =
    newest === null
      ? "its version is not in the files"
      : `all that is known is a kubelet ${newest}`;
  return features
    .filter((feature) => newest === null || isServed(feature, newest) !== "yes")
    .map(
      ({ name, since, stable }) =>
        `whether the server has ${name} is not known, they need ${since}, surely on from ${stable}: ${told}`,
    );
}
