import { keyOf } from "../../core/model/metadata.ts";
import type { ReadRequest, Target } from "../../core/model/read-request.ts";
import type { Resource } from "../../core/model/resource.ts";
import type { InventorySoFar, WantedClaim } from "../inventory-collector.ts";
import { nameAttachment } from "./attachment-name.ts";
import type { ObjectReference } from "./read-resource.ts";
import { namesOf } from "./targets.ts";

// What is still to be asked for by name, where a first page was not the whole list.

/** The nodes that are asked for. */
export function nodesToRead(
  targets: readonly Target[],
  { nodes }: InventorySoFar,
): ObjectReference[] {
  return refer(
    "nodes",
    namesOf("node", targets).filter((name) => !nodes.has(name)),
  );
}

/** The claims that pods name. */
export function claimsToRead(wanted: readonly WantedClaim[]): ObjectReference[] {
  const resource = "persistentvolumeclaims";
  const claims = new Map(
    wanted.map(({ namespace, name }) => [
      keyOf(namespace, name),
      { resource, namespace, name } as const,
    ]),
  );
  return [...claims.values()];
}

/** The volumes of the claims that the query is about, and those that are asked for. */
export function volumesToRead(
  targets: readonly Target[],
  wanted: readonly WantedClaim[],
  { claims, volumes }: InventorySoFar,
): ObjectReference[] {
  const isConcerned = findConcerned(targets, wanted);
  const names = [...claims.values()]
    .filter(isConcerned)
    .flatMap(({ volumeName }) => volumeName ?? [])
    .concat(namesOf("volume", targets))
    .filter((name) => !volumes.has(name));
  return refer("persistentvolumes", names);
}

/**
 * Of the claims that the query is about one for each volume and each node where a pod wants it; elsewhere
 * an attachment goes unseen. For a driver that does not attach nobody makes any: what it has left from a
 * time when it did is looked for in detail only.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/volume/csi/csi_plugin.go CanAttach
 */
export function attachmentsToRead(
  { targets, details }: Pick<ReadRequest, "targets" | "details">,
  wanted: readonly WantedClaim[],
  { claims, volumes, attachments, drivers }: InventorySoFar,
): ObjectReference[] {
  const isConcerned = findConcerned(targets, wanted);
  const names = wanted.filter(isConcerned).flatMap(({ namespace, name, node }) => {
    const volumeName = claims.get(keyOf(namespace, name))?.volumeName;
    const source = volumes.get(volumeName ?? "")?.source;
    if (!source?.handle || !source.driver || node === null) return [];
    if (!details && drivers.get(source.driver)?.attachRequired === false) return [];
    return nameAttachment(source.handle, source.driver, node);
  });
  return refer(
    "volumeattachments",
    names.filter((name) => !attachments.has(name)),
  );
}

/**
 * Claims that are asked for and those of pods that are, with all claims of the pods that use one of them: a
 * pod starts when it has all of its volumes. Where something else is asked for too: all claims.
 */
function findConcerned(
  targets: readonly Target[],
  wanted: readonly WantedClaim[],
): (claim: { name: string }) => boolean {
  const isTold = targets.every(({ type }) => type === "claim" || type === "pod");
  if (targets.length === 0 || !isTold) return () => true;
  const claimsOf = (pods: ReadonlySet<string>) =>
    wanted.filter(({ pod }) => pods.has(pod)).map(({ name }) => name);
  const asked = new Set([
    ...namesOf("claim", targets),
    ...claimsOf(new Set(namesOf("pod", targets))),
  ]);
  const users = new Set(wanted.filter(({ name }) => asked.has(name)).map(({ pod }) => pod));
  const concerned = asked.union(new Set(claimsOf(users)));
  return ({ name }) => concerned.has(name);
}

function refer(resource: Resource, names: readonly string[]): ObjectReference[] {
  return [...new Set(names)].map((name) => ({ resource, namespace: null, name }));
}
