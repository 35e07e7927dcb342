import type { Inventory } from "../model/inventory.ts";
import { keyOf, type Metadata } from "../model/metadata.ts";
import {
  isWorkload,
  RESOURCE_OF_TARGET,
  type Target,
  type TargetType,
} from "../model/read-request.ts";
import type { Resource } from "../model/resource.ts";
import type { MountQuery } from "./mount-query.ts";
import type { MountReport, StorageItem } from "./mount-report.ts";

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
 * Targets that do not exist, or of which nobody can tell. One that the report shows anyway is there
 * for somebody: a claim that pods name before it exists, a volume that only its claim tells of.
 */
export function findMissing(
  query: MountQuery,
  inventory: Inventory,
  { items }: MountReport,
): Missing[] {
  const namespace = query.namespace ?? inventory.namespace;
  return query.targets
    .filter((target) => {
      if (inventory.extents[RESOURCE_OF_TARGET[target.type]] === undefined) return false;
      return !exists(target, namespace, inventory) && !isShown(target, items);
    })
    .map((target) => describeAbsence(target, namespace, inventory));
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
    case "deployment":
    case "statefulset":
      return inventory.workloads.some(
        (workload) =>
          isWorkload(type, name, workload) &&
          (namespace === null || workload.namespace === namespace),
      );
  }
}

function isShown({ type, name }: Target, items: readonly StorageItem[]): boolean {
  return items.some(({ storage }) => {
    if (!("requestedModes" in storage)) return type === "pod";
    switch (type) {
      case "claim":
        return storage.name === name;
      case "volume":
        return storage.volume?.name === name;
      case "storageclass":
        return storage.storageClass === name;
      default:
        return true;
    }
  });
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
