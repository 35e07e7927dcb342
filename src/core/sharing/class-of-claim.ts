import type { Claim } from "../model/claim.ts";
import type { Inventory } from "../model/inventory.ts";
import type { StorageClass } from "../model/storage-class.ts";

/**
 * The class that makes the claim's volume: the one that it names, else the default class. null:
 * none, not read, or several defaults, of which the newest counts.
 *
 * @see https://kubernetes.io/docs/concepts/storage/storage-classes/#default-storageclass
 */
export function classOfClaim(
  { storageClass }: Pick<Claim, "storageClass">,
  { classes }: Inventory,
): StorageClass | null {
  if (storageClass !== null) return classes.get(storageClass) ?? null;
  const [only, ...others] = [...classes.values()].filter(({ isDefault }) => isDefault);
  return others.length === 0 ? (only ?? null) : null;
}
