import { isNodePlace } from "../../../knowledge/backend.ts";
import { covers } from "../../model/resource.ts";
import { isBound, type Storage } from "../../model/storage.ts";
import type { Overlap } from "../../sharing/find-overlaps.ts";
import type { JoinedInventory } from "../../sharing/joined-inventory.ts";
import { tellPlace } from "../../sharing/place.ts";

/** What the storage touches; null where something may be there that was not read. */
export function describeOverlaps(
  storage: Storage,
  joined: JoinedInventory,
  joinsHostPaths: boolean,
): Overlap[] | null {
  return canTell(storage, joined, joinsHostPaths) ? [...joined.overlapsOf(storage)] : null;
}

/** Whether everything that could touch it was read, and says where it is. */
function canTell(
  storage: Storage,
  { inventory }: JoinedInventory,
  joinsHostPaths: boolean,
): boolean {
  const { extents } = inventory;
  const areVolumesRead = covers(extents.persistentvolumes, null);
  switch (storage.kind) {
    case "PersistentVolumeClaim":
    case "EphemeralClaim": {
      if (storage.claim === null) return covers(extents.persistentvolumeclaims, storage.namespace);
      if (!isBound(storage)) return true;
      if (storage.volume === null || !areVolumesRead) return false;
      const place = tellPlace(storage.volume);
      return place !== null && (!isNodePlace(place) || joinsHostPaths);
    }
    case "HostPath":
    case "InTree":
      return areVolumesRead && covers(extents.pods, null);
    default:
      return true;
  }
}
