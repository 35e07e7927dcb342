import type { Manifest } from "../../scaffold/manifest.ts";
import type { PlannedObjects } from "../../sources/cluster/planned-objects.ts";

/** What is to be made, without the namespaces that are there. */
export interface LeftOut {
  manifests: Manifest[];
  /** For stderr, a line each. */
  notes: string[];
}

/**
 * Leaves out namespaces that are there already: applying one without the labels that it was applied
 * with would take them away, those of Pod Security too.
 */
export async function leaveOutNamespaces(
  manifests: readonly Manifest[],
  planned: PlannedObjects,
): Promise<LeftOut> {
  const place = { group: "", version: "v1", resource: "namespaces", namespace: null };
  const isThere = await Promise.all(
    manifests.map(
      async ({ object: { kind, metadata } }) =>
        kind === "Namespace" && (await planned.isTaken(place, metadata.name)) === true,
    ),
  );
  const names = manifests.filter((_, index) => isThere[index]).map((it) => it.object.metadata.name);
  return {
    manifests: manifests.filter((_, index) => !isThere[index]),
    notes: names.map((name) => `Namespace ${name} is there already and left out`),
  };
}
