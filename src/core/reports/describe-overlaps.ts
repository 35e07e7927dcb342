import { covers } from "../model/resource.ts";
import { isBound, type Storage } from "../model/storage.ts";
import type { World } from "../rules/world.ts";
import { tellsItsBackend } from "../sharing/driver-facts.ts";
import type { Overlap } from "../sharing/find-overlaps.ts";

/** What the storage touches; null where nothing was found but something may be there. */
export function describeOverlaps(storage: Storage, world: World): Overlap[] | null {
  const overlaps = [...world.overlapsOf(storage)];
  return overlaps.length > 0 || canTell(storage, world) ? overlaps : null;
}

/** Whether everything that could touch it was read, and says where it is. */
function canTell(storage: Storage, { inventory: { extents } }: World): boolean {
  switch (storage.kind) {
    case "PersistentVolumeClaim":
    case "EphemeralClaim":
      if (!isBound(storage)) return true;
      return (
        storage.volume !== null &&
        covers(extents.persistentvolumes, null) &&
        tellsItsBackend(storage.volume)
      );
    case "HostPath":
      return covers(extents.pods, null);
    case "InTree":
      return covers(extents.persistentvolumes, null) && covers(extents.pods, null);
    default:
      return true;
  }
}
