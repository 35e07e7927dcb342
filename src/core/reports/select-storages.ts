import { matchesSelector } from "../model/label-selector.ts";
import type { Target } from "../model/read-request.ts";
import type { Storage } from "../model/storage.ts";
import type { World } from "../rules/world.ts";
import type { MountQuery } from "./mount-query.ts";
import { type ConsumerPredicate, hasPodSelector } from "./select-consumers.ts";

/** The storage that the query asks for. */
export function selectStorages(
  storages: readonly Storage[],
  query: MountQuery,
  world: World,
  shows: ConsumerPredicate,
): Storage[] {
  return storages.filter(
    (storage) =>
      isInScope(storage, query) &&
      (query.targets.length === 0 ||
        query.targets.some((target) => isMeant(storage, target, query, world))) &&
      isSelectedByLabels(storage, query) &&
      (!hasPodSelector(query) || (storage.consumers ?? []).some(shows)),
  );
}

/** Storage of another namespace may have been read for the sake of a rule. */
function isInScope({ namespace }: Storage, query: MountQuery): boolean {
  return query.namespace === null || namespace === null || namespace === query.namespace;
}

function isMeant(
  storage: Storage,
  { type, name }: Target,
  query: MountQuery,
  world: World,
): boolean {
  const { claim, consumers } = storage;
  const isClaim = storage.kind === "PersistentVolumeClaim" || storage.kind === "EphemeralClaim";
  switch (type) {
    case "claim":
      return isClaim && storage.name === name;
    case "volume":
      return claim?.volumeName === name;
    case "storageclass":
      return claim?.storageClass === name;
    case "pod":
      return (consumers ?? []).some(
        (consumer) =>
          consumer.pod === name &&
          (query.namespace === null || consumer.namespace === query.namespace),
      );
    case "node":
      return (
        (consumers ?? []).some((consumer) => consumer.node === name) ||
        (storage.volume !== null &&
          world.attachmentsOf(storage.volume).some((attachment) => attachment.node === name))
      );
  }
}

/** Labels are asked of claims: with a selector, nothing else is shown. */
function isSelectedByLabels({ claim }: Storage, { claimSelector }: MountQuery): boolean {
  if (claimSelector === null) return true;
  return claim !== null && matchesSelector(claimSelector.selector, claim.labels);
}
