import type { Inventory } from "../../model/inventory.ts";
import { RESOURCE_OF_TARGET, type Target } from "../../model/read-request.ts";
import { describeAbsence, type Missing } from "../describe-absence.ts";
import { findObject } from "../find-object.ts";
import type { MountQuery } from "./mount-query.ts";
import type { MountReport, StorageItem } from "./mount-report.ts";

/** Targets that do not exist, as {@link findObject} sees it, or of which nobody can tell. */
export function findMissing(
  query: MountQuery,
  inventory: Inventory,
  { items }: MountReport,
): Missing[] {
  const namespace = query.namespace ?? inventory.namespace;
  return query.targets
    .filter((target) => {
      if (inventory.extents[RESOURCE_OF_TARGET[target.type]] === undefined) return false;
      return findObject(target, namespace, inventory).length === 0 && !isClassInUse(target, items);
    })
    .map((target) => describeAbsence(target, namespace, inventory));
}

/** A class that is gone still has its claims. */
function isClassInUse({ type, name }: Target, items: readonly StorageItem[]): boolean {
  return (
    type === "storageclass" &&
    items.some(({ storage }) => "requestedModes" in storage && storage.storageClass === name)
  );
}
