import { posix } from "node:path";
import { kindOfClaim } from "../model/identify-pod-volume.ts";
import type { Inventory } from "../model/inventory.ts";
import { keyOf } from "../model/metadata.ts";
import { covers } from "../model/resource.ts";
import type { Storage } from "../model/storage.ts";
import { formatStorageId } from "../model/storage-id.ts";
import type { Volume } from "../model/volume.ts";
import { groupSeveral } from "./group-several.ts";
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
  readonly #places = new Map<string, Place[]>();
  /** Ids by place. */
  readonly #here = new Map<string, string[]>();
  /** Ids of what lies below a place. */
  readonly #below = new Map<string, string[]>();

  constructor(inventory: Inventory, storages: readonly Storage[]) {
    const places = [...placesOfVolumes(inventory), ...placesOfPods(storages)];
    for (const realm of groupSeveral(places, ({ realm }) => realm).values()) {
      for (const place of realm) this.#add(place);
    }
  }

  /** What the piece of storage touches, itself left out: of each folder the first hundred. */
  overlapsOf(id: string): Overlap[] {
    const overlaps: Overlap[] = [];
    for (const { realm, path } of this.#places.get(id) ?? []) {
      const key = keyOfPlace(realm, path);
      relate("same", this.#here.get(key), id, overlaps);
      for (const parent of parentsOf(path)) {
        relate("inside", this.#here.get(keyOfPlace(realm, parent)), id, overlaps);
      }
      relate("contains", this.#below.get(key), id, overlaps);
    }
    return overlaps;
  }

  #add(place: Place): void {
    const { id, realm, path } = place;
    add(this.#places, id, place);
    add(this.#here, keyOfPlace(realm, path), id);
    for (const parent of parentsOf(path)) add(this.#below, keyOfPlace(realm, parent), id);
  }
}

function relate(
  relation: Overlap["relation"],
  ids: readonly string[] | undefined,
  self: string,
  overlaps: Overlap[],
): void {
  // Most places have one piece of storage.
  if (ids === undefined || (ids.length === 1 && ids[0] === self)) return;
  const others = new Set(ids);
  others.delete(self);
  for (const id of others.values().take(MOST)) overlaps.push({ id, relation });
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

function add<T>(index: Map<string, T[]>, key: string, value: T): void {
  const values = index.get(key);
  if (values) values.push(value);
  else index.set(key, [value]);
}

function* placesOfVolumes(inventory: Inventory): Iterable<Place> {
  for (const volume of inventory.volumes.values()) {
    const backend = backendOf(volume);
    if (backend !== null) yield { id: idOfVolume(volume, inventory), ...backend };
  }
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
function* placesOfPods(storages: readonly Storage[]): Iterable<Place> {
  for (const storage of storages) {
    const backend = storage.volume === null ? placeOfStorage(storage) : null;
    if (backend !== null) yield { id: storage.id, ...backend };
  }
}
