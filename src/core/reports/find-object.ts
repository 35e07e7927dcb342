import { identifyPodVolume } from "../model/identify-pod-volume.ts";
import type { Inventory } from "../model/inventory.ts";
import type { Metadata } from "../model/metadata.ts";
import type { Pod } from "../model/pod.ts";
import { isWorkload, type Target, type TargetType } from "../model/read-request.ts";
import { isClaimKind } from "../model/storage-kind.ts";
import { climb } from "../sharing/join-consumers.ts";
import { findPlannedPods } from "../sharing/planned-pods.ts";
import { compareText } from "./compare-text.ts";

/**
 * The namespaces in which there is such an object, in order; null stands for none. Something that
 * others name is there for them, a claim that a pod wants, a volume that a claim is bound to, a node
 * that a pod is on, whether its own object was read or not.
 *
 * @param namespace null: any
 */
export function findObject(
  { type, name }: Target,
  namespace: string | null,
  inventory: Inventory,
): (string | null)[] {
  const places = listPlaces(type, name, inventory);
  return [...new Set(places)]
    .filter((place) => place === null || namespace === null || place === namespace)
    .toSorted(compareText);
}

function listPlaces(type: TargetType, name: string, inventory: Inventory): (string | null)[] {
  const { pods, claims, volumes, nodes, attachments, classes } = inventory;
  const nowhere = (isThere: boolean) => (isThere ? [null] : []);
  switch (type) {
    case "volume":
      return nowhere(
        volumes.has(name) || [...claims.values()].some((claim) => claim.volumeName === name),
      );
    case "node":
      return nowhere(
        nodes.has(name) ||
          pods.some((pod) => pod.node === name) ||
          attachments.some((attachment) => attachment.node === name),
      );
    case "storageclass":
      return nowhere(classes.has(name));
    case "claim":
      return listPlacesOfClaim(name, inventory);
    case "pod":
      return namespacesOf(pods.filter((pod) => pod.name === name));
    case "deployment":
    case "statefulset":
      return listPlacesOfWorkload(type, name, inventory);
  }
}

/** Its own object, and what pods and templates name, which are all that files may hold. */
function listPlacesOfClaim(name: string, inventory: Inventory): string[] {
  const { pods, claims, source } = inventory;
  const planned = source.kind === "snapshot" ? findPlannedPods(inventory) : [];
  const names = (pod: Pod) =>
    pod.spec.volumes.some((podVolume) => {
      const storage = identifyPodVolume(pod, podVolume, claims);
      return storage !== null && isClaimKind(storage.kind) && storage.name === name;
    });
  return namespacesOf([
    ...[...claims.values()].filter((claim) => claim.name === name),
    ...pods.filter(names),
    ...planned.map(({ pod }) => pod).filter(names),
  ]);
}

/** Its own object, and what the owners of pods tell of it. */
function listPlacesOfWorkload(type: TargetType, name: string, inventory: Inventory): string[] {
  const { pods, workloads } = inventory;
  return namespacesOf([
    ...workloads.filter((workload) => isWorkload(type, name, workload)),
    ...pods.filter(
      ({ owner, namespace }) =>
        owner !== null && isWorkload(type, name, climb(owner, namespace, inventory)),
    ),
  ]);
}

function namespacesOf(objects: readonly Pick<Metadata, "namespace">[]): string[] {
  return objects.map(({ namespace }) => namespace);
}
