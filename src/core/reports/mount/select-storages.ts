import { matchesSelector } from "../../model/label-selector.ts";
import { isWorkload, type Target } from "../../model/read-request.ts";
import type { Storage } from "../../model/storage.ts";
import { isClaimKind } from "../../model/storage-kind.ts";
import type { JoinedInventory } from "../../sharing/joined-inventory.ts";
import { kindsOf, type MountQuery } from "./mount-query.ts";
import { type ConsumerPredicate, hasPodSelector } from "./select-consumers.ts";

/** The storage that the query asks for. */
export function selectStorages(
  storages: readonly Storage[],
  query: MountQuery,
  joined: JoinedInventory,
  shows: ConsumerPredicate,
): Storage[] {
  const kinds = new Set(kindsOf(query));
  return storages.filter(
    (storage) =>
      kinds.has(storage.kind) &&
      isInScope(storage, query) &&
      (query.targets.length === 0 ||
        query.targets.some((target) => isMeant(storage, target, query, joined))) &&
      isSelectedByLabels(storage, query) &&
      (!hasPodSelector(query) || (storage.consumers ?? []).some(shows)),
  );
}

/**
 * Storage of another namespace may have been read for the sake of a rule; storage that knows no
 * namespace is in the one whose pods use it.
 */
export function isInScope({ namespace, consumers }: Storage, query: MountQuery): boolean {
  if (query.namespace === null) return true;
  return namespace === null
    ? (consumers ?? []).some((consumer) => consumer.namespace === query.namespace)
    : namespace === query.namespace;
}

function isMeant(
  storage: Storage,
  { type, name }: Target,
  query: MountQuery,
  joined: JoinedInventory,
): boolean {
  const { claim, consumers } = storage;
  switch (type) {
    case "claim":
      return isClaimKind(storage.kind) && storage.name === name;
    case "volume":
      return claim?.volumeName === name;
    case "storageclass":
      return claim?.storageClass === name;
    case "pod":
      return (
        (consumers ?? []).some((consumer) => consumer.pod === name && isIn(consumer, query)) ||
        // The claim that keeps it from starting is not its own, but what it waits for.
        joined.ephemeralConflictsOf(storage).some((pod) => pod.name === name && isIn(pod, query))
      );
    case "deployment":
    case "statefulset":
      return (consumers ?? []).some(
        (consumer) => isWorkload(type, name, consumer.workload) && isIn(consumer, query),
      );
    case "node":
      return (
        (consumers ?? []).some((consumer) => consumer.node === name) ||
        joined.ephemeralConflictsOf(storage).some((pod) => pod.node === name) ||
        joined.attachmentsOf(storage).some((attachment) => attachment.node === name)
      );
  }
}

/** Labels are asked of claims: with a selector, nothing else is shown. */
function isSelectedByLabels({ claim }: Storage, { claimSelector }: MountQuery): boolean {
  if (claimSelector === null) return true;
  return claim !== null && matchesSelector(claimSelector.selector, claim.labels);
}

function isIn({ namespace }: { namespace: string }, query: MountQuery): boolean {
  return query.namespace === null || namespace === query.namespace;
}
