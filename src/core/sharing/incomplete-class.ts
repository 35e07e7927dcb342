import { isApplied } from "../model/inventory.ts";
import { covers } from "../model/resource.ts";
import type { Storage } from "../model/storage.ts";
import type { StorageClass } from "../model/storage-class.ts";
import { classOfClaim } from "./class-of-claim.ts";
import type { JoinedInventory } from "./joined-inventory.ts";
import { findIncompleteness, type IncompleteClass } from "./missing-parameters.ts";

export interface FoundIncompleteClass {
  storageClass: StorageClass;
  incomplete: IncompleteClass;
  /**
   * The driver refuses; what only its documentation demands may work all the same. Where volumes were
   * read in part, one of the class may be there that somebody made by hand.
   */
  isSure: boolean;
}

/**
 * The class that is to make the claim's volume and cannot; null: it can, as far as is known, or a
 * volume is there already.
 */
export function findIncompleteClass(
  { claim }: Storage,
  joined: JoinedInventory,
): FoundIncompleteClass | null {
  if (claim === null || claim.volumeName !== null) return null;
  const storageClass = classOfClaim(claim, joined.inventory);
  const incomplete = storageClass && findIncompleteness(storageClass);
  if (storageClass === null || incomplete === null) return null;
  const isServed = joined
    .volumesOfClass(storageClass.name)
    .some((volume) =>
      volume.claim === null
        ? volume.phase === "Available" || volume.phase === null
        : volume.claim.namespace === claim.namespace && volume.claim.name === claim.name,
    );
  if (isServed) return null;
  const { inventory } = joined;
  // In manifests nothing is missing.
  const areAllKnown = !isApplied(inventory) || covers(inventory.extents.persistentvolumes, null);
  return { storageClass, incomplete, isSure: areAllKnown && isFailing(incomplete) };
}

function isFailing({ missing, staticOnly }: IncompleteClass): boolean {
  return staticOnly !== null || missing.some(({ value }) => value.answer !== null);
}
