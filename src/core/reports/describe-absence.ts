import type { Inventory } from "../model/inventory.ts";
import type { Metadata } from "../model/metadata.ts";
import { RESOURCE_OF_TARGET, type Target, type TargetType } from "../model/read-request.ts";
import type { Resource } from "../model/resource.ts";

/** Something that was asked for by name and is not there. */
export interface Missing {
  type: TargetType;
  resource: Resource;
  name: string;
  /** false: the resource could not be read, so that nobody can tell. */
  isSure: boolean;
  /** The names that there are. */
  candidates: string[];
}

/**
 * What is known of a target that nothing of was found.
 *
 * @param namespace null: any
 */
export function describeAbsence(
  { type, name }: Target,
  namespace: string | null,
  inventory: Inventory,
): Missing {
  const resource = RESOURCE_OF_TARGET[type];
  const extent = inventory.extents[resource];
  return {
    type,
    resource,
    name,
    isSure: extent !== undefined && extent.of !== "none",
    candidates: listNames(type, namespace, inventory),
  };
}

function listNames(
  type: TargetType,
  namespace: string | null,
  { claims, volumes, nodes, pods, classes, workloads }: Inventory,
): string[] {
  const isNear = (object: Metadata) => namespace === null || object.namespace === namespace;
  switch (type) {
    case "claim":
      return [...claims.values()].filter(isNear).map(({ name }) => name);
    case "pod":
      return pods.filter(isNear).map(({ name }) => name);
    case "volume":
      return [...volumes.keys()];
    case "node":
      return [...nodes.keys()];
    case "storageclass":
      return [...classes.keys()];
    case "deployment":
    case "statefulset":
      return workloads
        .filter((workload) => isNear(workload) && workload.kind.toLowerCase() === type)
        .map(({ name }) => name);
  }
}
