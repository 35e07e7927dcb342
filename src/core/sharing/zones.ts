import { type Node, zoneOf } from "../model/node.ts";
import type { Volume } from "../model/volume.ts";

/**
 * The zones that the volume's node affinity names, by Kubernetes' own label or a driver's topology
 * key; empty: it names none, or leaves other places too.
 */
export function zonesOfVolume(volume: Volume): string[] {
  return placesOfVolume(volume, /(^|[./])(zone|location)$/i);
}

/** The regions that the volume's node affinity names. */
export function regionsOfVolume(volume: Volume): string[] {
  return placesOfVolume(volume, /(^|[./])region$/i);
}

function placesOfVolume({ nodeAffinity }: Volume, wanted: RegExp): string[] {
  const perTerm = (nodeAffinity ?? []).map(({ expressions }) =>
    expressions
      .filter(({ key, operator }) => operator === "In" && wanted.test(key))
      .flatMap(({ values }) => values),
  );
  if (perTerm.some((values) => values.length === 0)) return [];
  // Azure names "" for nodes outside of any zone.
  return [...new Set(perTerm.flat())].filter((value) => value !== "").toSorted();
}

/** The zones that the nodes are in, sorted. */
export function zonesOfNodes(nodes: Iterable<Node>): string[] {
  return [...new Set([...nodes].flatMap((node) => zoneOf(node) ?? []))].toSorted();
}
