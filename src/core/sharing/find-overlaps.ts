import { posix } from "node:path";
import type { Inventory } from "../model/inventory.ts";
import { keyOf } from "../model/metadata.ts";
import type { Storage } from "../model/storage.ts";
import type { Volume } from "../model/volume.ts";
import { backendOf, placeOfStorage } from "./driver-facts.ts";
import { kindOfClaim } from "./identify-pod-volume.ts";
import { formatStorageId } from "./storage-id.ts";

/** Storage that another piece of storage touches without being the same. */
export interface Overlap {
  /** The other item's id; of a volume that no claim holds: `PersistentVolume/pv-1`. */
  id: string;
  /** `same`: one place; `inside`: this is a part of the other; `contains`: the other way round. */
  relation: "same" | "inside" | "contains";
}

/** A folder of some backend: equal places touch, and so do a folder and what lies in it. */
interface Place {
  id: string;
  /** What paths are counted from: a node, an NFS server, a bucket. */
  realm: string;
  /** Absolute and normalised. */
  path: string;
}

/**
 * Which pieces of storage are one place, or one inside the other: hostPaths of one node, and
 * volumes on one backend as far as the driver's identity tells. Every place climbs its own path
 * once, so that forty thousand volumes stay linear.
 */
export function findOverlaps(
  inventory: Inventory,
  storages: readonly Storage[],
): Map<string, Overlap[]> {
  const places = [...placesOfVolumes(inventory), ...placesOfPods(storages)];
  const byPlace = Map.groupBy(places, ({ realm, path }) => `${realm}\n${path}`);
  const overlaps = new Map<string, Overlap[]>();
  for (const place of places) {
    for (const other of byPlace.get(`${place.realm}\n${place.path}`) ?? []) {
      if (other.id !== place.id) add(overlaps, place.id, { id: other.id, relation: "same" });
    }
    for (let path = place.path; path !== "/"; ) {
      path = posix.dirname(path);
      for (const parent of byPlace.get(`${place.realm}\n${path}`) ?? []) {
        add(overlaps, place.id, { id: parent.id, relation: "inside" });
        add(overlaps, parent.id, { id: place.id, relation: "contains" });
      }
    }
  }
  return overlaps;
}

function add(overlaps: Map<string, Overlap[]>, id: string, overlap: Overlap): void {
  const known = overlaps.get(id);
  if (known) known.push(overlap);
  else overlaps.set(id, [overlap]);
}

function placesOfVolumes(inventory: Inventory): Place[] {
  return [...inventory.volumes.values()].flatMap((volume) => {
    const backend = backendOf(volume);
    return backend === null ? [] : [{ id: idOfVolume(volume, inventory), ...backend }];
  });
}

/** The item in which the volume appears: that of its claim. */
export function idOfVolume(volume: Volume, inventory: Inventory): string {
  const { claim } = volume;
  const bound = claim && inventory.claims.get(keyOf(claim.namespace, claim.name));
  if (!claim || (bound && bound.volumeName !== volume.name))
    return `PersistentVolume/${volume.name}`;
  const kind = bound ? kindOfClaim(bound) : "PersistentVolumeClaim";
  const { namespace, name } = claim;
  return formatStorageId({ kind, namespace, name, node: null, pod: null });
}

/** What pods name themselves, without a volume. */
function placesOfPods(storages: readonly Storage[]): Place[] {
  return storages.flatMap((storage) => {
    const backend = storage.volume === null ? placeOfStorage(storage) : null;
    return backend === null ? [] : [{ id: storage.id, ...backend }];
  });
}
