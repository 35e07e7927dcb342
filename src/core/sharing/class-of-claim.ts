import type { Claim } from "../model/claim.ts";
import type { Inventory } from "../model/inventory.ts";
import type { StorageClass } from "../model/storage-class.ts";

/**
 * The class that makes the claim's volume: the one that it names, else the default class. null:
 * none, not read, or not known.
 */
export function classOfClaim(
  { storageClass }: Pick<Claim, "storageClass">,
  inventory: Pick<Inventory, "classes">,
): StorageClass | null {
  return storageClass === null
    ? findDefaultClass(inventory)
    : (inventory.classes.get(storageClass) ?? null);
}

/**
 * The class of claims that name none: of several that are marked as the default the newest, and of
 * those of one second the first by name. null: none is marked, or how old they are is not known.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/volume/util/storageclass.go GetDefaultClass
 */
export function findDefaultClass({ classes }: Pick<Inventory, "classes">): StorageClass | null {
  const marked = [...classes.values()].filter(({ isDefault }) => isDefault);
  const [first, ...others] = marked;
  if (first === undefined || others.length === 0) return first ?? null;
  const dated = marked.flatMap((it) =>
    it.createdAt === null ? [] : [{ it, at: Date.parse(it.createdAt) }],
  );
  if (dated.length < marked.length) return null;
  const [newest] = dated.toSorted((a, b) => b.at - a.at || (a.it.name < b.it.name ? -1 : 1));
  return newest?.it ?? null;
}
