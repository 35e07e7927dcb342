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
 * with would take them away, those of Pod Security too. Of those that nobody knows of this is said.
 *
 * @param planned absent: files, which do not tell
 */
export async function leaveOutNamespaces(
  manifests: readonly Manifest[],
  planned: PlannedObjects | undefined,
): Promise<LeftOut> {
  const place = { group: "", version: "v1", resource: "namespaces", namespace: null };
  const isThere = await Promise.all(
    manifests.map(async ({ object: { kind, metadata } }) =>
      kind === "Namespace" ? (planned?.isTaken(place, metadata.name) ?? null) : false,
    ),
  );
  const notes = manifests.flatMap(({ object: { metadata } }, index) => {
    const { name } = metadata;
    if (isThere[index] === true) return `Namespace ${name} is there already and left out`;
    if (isThere[index] === false) return [];
    const unread = `whether namespace ${name} is there already could not be read${planned ? "" : " in the files"}`;
    return `Warning: ${unread}: if it is, leave it out, or applying it takes away labels that it was applied with`;
  });
  return { manifests: manifests.filter((_, index) => isThere[index] !== true), notes };
}
