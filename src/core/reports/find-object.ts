import type { Consumer } from "../model/consumer.ts";
import type { Inventory } from "../model/inventory.ts";
import type { Metadata } from "../model/metadata.ts";
import { isWorkload, type TargetType } from "../model/read-request.ts";
import type { Storage } from "../model/storage.ts";
import { isClaimKind } from "../model/storage-kind.ts";
import type { JoinedInventory } from "../sharing/joined-inventory.ts";
import { compareText } from "./compare-text.ts";
import type { ObjectQuery } from "./object-query.ts";

/** Types of objects that lie in no namespace. */
const CLUSTER_WIDE: ReadonlySet<TargetType> = new Set(["volume", "node", "storageclass"]);

export function isClusterWide(type: TargetType): boolean {
  return CLUSTER_WIDE.has(type);
}

/**
 * The namespaces in which there is such an object, in order; null stands for none. Something that
 * others name is there for them, a claim that a pod wants, a volume that a claim is bound to, a node
 * that a pod is on, whether its own object was read or not.
 */
export function findObject(
  { target, namespace }: ObjectQuery,
  storages: readonly Storage[],
  { inventory }: JoinedInventory,
): (string | null)[] {
  const { type, name } = target;
  if (isClusterWide(type)) return isNamed(target, storages, inventory) ? [null] : [];
  const places = listPlaces(type, name, storages, inventory);
  return [...new Set(places)]
    .filter((place) => namespace === null || place === namespace)
    .toSorted(compareText);
}

function isNamed(
  { type, name }: ObjectQuery["target"],
  storages: readonly Storage[],
  { volumes, nodes, pods, attachments, classes }: Inventory,
): boolean {
  switch (type) {
    case "volume":
      return volumes.has(name) || storages.some(({ claim }) => claim?.volumeName === name);
    case "node":
      return (
        nodes.has(name) ||
        pods.some((pod) => pod.node === name) ||
        attachments.some((attachment) => attachment.node === name)
      );
    default:
      return classes.has(name);
  }
}

function listPlaces(
  type: TargetType,
  name: string,
  storages: readonly Storage[],
  { pods, workloads }: Inventory,
): string[] {
  const isMeant = (object: Metadata) => object.name === name;
  switch (type) {
    case "claim":
      return storages
        .filter((storage) => isClaimKind(storage.kind) && storage.name === name)
        .map(({ namespace }) => namespace ?? "");
    case "pod":
      return pods.filter(isMeant).map(({ namespace }) => namespace);
    default: {
      const owners = (consumer: Consumer) => isWorkload(type, name, consumer.workload);
      return [
        ...workloads.filter((it) => isWorkload(type, name, it)).map(({ namespace }) => namespace),
        ...storages.flatMap(({ consumers }) =>
          (consumers ?? []).filter(owners).map(({ namespace }) => namespace),
        ),
      ];
    }
  }
}
