import type { Inventory } from "../model/inventory.ts";
import { keyOf } from "../model/metadata.ts";
import { RESOURCE_OF_TARGET, type Target } from "../model/read-request.ts";
import type { Resource } from "../model/resource.ts";
import type { MountQuery } from "./mount-query.ts";
import type { MountReport } from "./mount-report.ts";

/** Something that was asked for by name and is not there. */
export interface Missing {
  resource: Resource;
  name: string;
}

/**
 * Targets that do not exist. One that the report shows anyway is there for somebody (a claim that
 * pods name before it exists), and what could not be read cannot be missed.
 */
export function findMissing(
  query: MountQuery,
  inventory: Inventory,
  { items }: MountReport,
): Missing[] {
  const namespace = query.namespace ?? inventory.namespace;
  return query.targets
    .filter((target) => {
      const extent = inventory.extents[RESOURCE_OF_TARGET[target.type]];
      if (extent === undefined || extent.of === "none") return false;
      if (exists(target, namespace, inventory)) return false;
      return !(
        target.type === "claim" && items.some(({ storage }) => storage.name === target.name)
      );
    })
    .map(({ type, name }) => ({ resource: RESOURCE_OF_TARGET[type], name }));
}

/** @param namespace null: any */
function exists({ type, name }: Target, namespace: string | null, inventory: Inventory): boolean {
  switch (type) {
    case "claim":
      return namespace === null
        ? [...inventory.claims.values()].some((claim) => claim.name === name)
        : inventory.claims.has(keyOf(namespace, name));
    case "volume":
      return inventory.volumes.has(name);
    case "node":
      return inventory.nodes.has(name) || inventory.pods.some((pod) => pod.node === name);
    case "pod":
      return inventory.pods.some(
        (pod) => pod.name === name && (namespace === null || pod.namespace === namespace),
      );
    case "storageclass":
      return inventory.classes.has(name);
  }
}
