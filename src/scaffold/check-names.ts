import type { Inventory } from "../core/model/inventory.ts";
import { covers, type Resource } from "../core/model/resource.ts";
import type { KubernetesObject } from "./manifest.ts";
import { kindOfObject } from "./object-kind.ts";

/** Which objects are there already. */
export interface NameCheck {
  taken: readonly KubernetesObject[];
  /** Of these nobody knows: objects of their kind were not read. */
  unknown: readonly KubernetesObject[];
}

/**
 * Which names are free in what files hold. A namespace is no name that could be taken: where it is
 * there, all the better.
 *
 * @param home the namespace of objects that name none
 */
export function checkNames(
  objects: readonly KubernetesObject[],
  inventory: Inventory,
  home: string,
): NameCheck {
  const checked = objects.filter(({ kind }) => kind !== "Namespace");
  const isTaken = (object: KubernetesObject) => isThere(object, inventory, home);
  return {
    taken: checked.filter(isTaken),
    unknown: checked.filter((it) => !isTaken(it) && !areAllHeld(it, inventory, home)),
  };
}

/** Whether an object that is not in the inventory is not in the files either. */
function areAllHeld(object: KubernetesObject, { extents }: Inventory, home: string): boolean {
  const { resource, namespaced } = kindOfObject(object);
  const held = HELD.find((it) => it === resource);
  const namespace = namespaced ? (object.metadata.namespace ?? home) : null;
  return held !== undefined && covers(extents[held], namespace);
}

/** Of these an inventory holds every single one; of pods and workloads those with storage. */
const HELD: readonly Resource[] = ["persistentvolumeclaims", "persistentvolumes", "storageclasses"];

function isThere(
  { kind, metadata }: KubernetesObject,
  inventory: Inventory,
  home: string,
): boolean {
  const { name, namespace = home } = metadata;
  switch (kind) {
    case "PersistentVolumeClaim":
      return inventory.claims.has(`${namespace}/${name}`);
    case "PersistentVolume":
      return inventory.volumes.has(name);
    case "StorageClass":
      return inventory.classes.has(name);
    case "Pod":
      return inventory.pods.some((it) => it.namespace === namespace && it.name === name);
    default:
      return inventory.workloads.some(
        (it) => it.kind === kind && it.namespace === namespace && it.name === name,
      );
  }
}
