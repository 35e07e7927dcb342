import type { NodeSelectorExpression, Volume } from "../model/volume.ts";

const HOSTNAME = "kubernetes.io/hostname";

/**
 * The one node that can have the volume, as its node affinity says; null: it says none, or several,
 * or only a zone.
 */
export function findPinnedNode(volume: Volume | null): string | null {
  const nodes = volume?.nodeAffinity?.map(({ expressions }) => {
    const values = expressions.find(namesNodes)?.values;
    return values?.length === 1 ? (values[0] ?? null) : null;
  });
  const [node = null, ...others] = new Set(nodes ?? []);
  return others.length === 0 ? node : null;
}

/** Drivers name a node by its hostname label, by its name, or by a topology key of their own. */
function namesNodes({ key, operator }: NodeSelectorExpression): boolean {
  if (operator !== "In") return false;
  return (
    key === HOSTNAME || key === "metadata.name" || /(^|[./])(hostname|nodename|node)$/i.test(key)
  );
}
