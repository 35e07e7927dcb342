import type { TreeObject } from "../tree.ts";

/**
 * Kinds in the order in which they are applied: what others name is there before they are. A quota
 * comes after the claims that it counts: until the controller has counted, a new quota lets none in.
 */
const KINDS = [
  "Namespace",
  "StorageClass",
  "PersistentVolume",
  "VolumeSnapshot",
  "PersistentVolumeClaim",
  "ResourceQuota",
  "Service",
];

/** The objects kind by kind, those of one kind as they came; workloads are last. */
export function sortForApply(objects: readonly TreeObject[]): TreeObject[] {
  return objects.toSorted((a, b) => placeOf(a) - placeOf(b));
}

function placeOf({ kind }: TreeObject): number {
  const place = KINDS.indexOf(kind as string);
  return place === -1 ? KINDS.length : place;
}
