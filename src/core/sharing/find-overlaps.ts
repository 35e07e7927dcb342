import { posix } from "node:path";
import { kindOfClaim } from "../model/identify-pod-volume.ts";
import type { Inventory } from "../model/inventory.ts";
import { keyOf } from "../model/metadata.ts";
import { covers } from "../model/resource.ts";
import type { Storage } from "../model/storage.ts";
import { formatStorageId } from "../model/storage-id.ts";
import type { Volume } from "../model/volume.ts";
import { backendOf, placeOfStorage } from "./place.ts";

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

/** More than these say nothing that the first do not: one export may have thousands of volumes. */
const MOST = 100;

/**
 * Which pieces of storage are one place, or one inside the other: hostPaths of one node, and
 * volumes on one backend as far as the driver's identity tells. Asked one by one, so that
 * thousands of volumes on one export do not make millions of pairs.
 */
export class OverlapIndex {
  readonly #places: ReadonlyMap<string, Place[]>;
  readonly #here = new Map<string, Set<string>>();
  readonly #below = new Map<string, Set<string>>();

  constructor(inventory: Inventory, storages: readonly Storage[]) {
    const places = [...placesOfVolumes(inventory), ...placesOfPods(storages)];
    this.#places = Map.groupBy(places, ({ id }) => id);
    for (const { id, realm, path } of places) {
      add(this.#here, keyOfPlace(realm, path), id);
      for (const parent of parentsOf(path)) add(this.#below, keyOfPlace(realm, parent), id);
    }
  }

  /** What the piece of storage touches, itself left out: the first hundred of each relation. */
  overlapsOf(id: string): Overlap[] {
    return (this.#places.get(id) ?? []).flatMap(({ realm, path }) => [
      ...relate("same", this.#here.get(keyOfPlace(realm, path)), id),
      ...parentsOf(path).flatMap((parent) =>
        relate("inside", this.#here.get(keyOfPlace(realm, parent)), id),
      ),
      ...relate("contains", this.#below.get(keyOfPlace(realm, path)), id),
    ]);
  }
}

function relate(
  relation: Overlap["relation"],
  ids: ReadonlySet<string> | undefined,
  self: string,
): Overlap[] {
  const others = (ids ?? new Set<string>()).values().filter((id) => id !== self);
  return [...others.take(MOST)].map((id) => ({ id, relation }));
}

function keyOfPlace(realm: string, path: string): string {
  return `${realm}\n${path}`;
}

/** `/a/b` lies in `/a` and in `/`. */
function parentsOf(path: string): string[] {
  const parents: string[] = [];
  for (let parent = path; parent !== "/"; ) {
    parent = posix.dirname(parent);
    parents.push(parent);
  }
  return parents;
}

function add(index: Map<string, Set<string>>, key: string, id: string): void {
  const ids = index.get(key);
  if (ids) ids.add(id);
  else index.set(key, new Set([id]));
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
  // A volume keeps the name of its claim when that is gone.
  const isReleased =
    claim && !bound && covers(inventory.extents.persistentvolumeclaims, claim.namespace);
  if (!claim || isReleased || (bound && bound.volumeName !== volume.name)) {
    return `PersistentVolume/${volume.name}`;
  }
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
