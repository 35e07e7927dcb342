import type { Inventory } from "../../model/inventory.ts";
import type { Storage } from "../../model/storage.ts";
import { STORAGE_KINDS } from "../../model/storage-kind.ts";
import { MOUNT_RULES } from "../../rules/rules.ts";
import { runRules } from "../../rules/run-rules.ts";
import { findStorages } from "../../sharing/find-storages.ts";
import { JoinedInventory } from "../../sharing/joined-inventory.ts";
import { findUnplanned } from "../../sharing/planned-pods.ts";
import { compareText } from "../compare-text.ts";
import { describeStorage } from "../describe-storage.ts";
import { orderInventory } from "../order-inventory.ts";
import { describeOverlaps } from "./describe-overlaps.ts";
import { joinedKinds, kindsOf, type MountQuery } from "./mount-query.ts";
import type { MountReport, QueryFacts, StorageItem } from "./mount-report.ts";
import { planConsumers, selectConsumers } from "./select-consumers.ts";
import { isInScope, selectStorages } from "./select-storages.ts";

/**
 * The answer of `who-mounts`. Pure: the same inventory and query give the same report, to the
 * byte. The query picks what is shown; rules look at that, with everything that was read at hand,
 * and numbers are counted from it, so that a selector changes neither.
 */
export function reportMounts(read: Inventory, query: MountQuery): MountReport {
  const inventory = orderInventory(read);
  const planned = inventory.source.kind === "snapshot";
  const storages = findStorages(inventory, joinedKinds(query), planned);
  const joined = new JoinedInventory(inventory, storages);
  const shows = planConsumers(query, inventory);
  const shown = selectStorages(storages, query, joined, shows).toSorted(compareStorages);
  const { findings, rulesRun, rulesNotRun } = runRules(MOUNT_RULES, kindsOf(query), shown, joined);
  return {
    apiVersion: "kubectl-shared/v1alpha1",
    kind: "MountReport",
    readAt: inventory.readAt,
    source: inventory.source,
    query: describeQuery(query),
    items: shown.map(
      (storage): StorageItem => ({
        id: storage.id,
        storage: describeStorage(storage, joined),
        consumers: storage.consumers && selectConsumers(storage.consumers, shows),
        sharing: storage.sharing,
        overlaps: describeOverlaps(storage, joined, kindsOf(query).includes("HostPath")),
        findings: (findings.get(storage.id) ?? []).map(({ finding }) => finding),
      }),
    ),
    notShown: query.targets.length === 0 ? countNotShown(inventory, storages, query) : {},
    rulesRun,
    rulesNotRun,
    gaps: [...inventory.gaps, ...(planned ? findUnplanned(inventory) : [])],
  };
}

/** By kind, namespace, name, node: the order is decided here and nowhere else. */
function compareStorages(a: Storage, b: Storage): number {
  return (
    STORAGE_KINDS.indexOf(a.kind) - STORAGE_KINDS.indexOf(b.kind) ||
    compareText(a.namespace, b.namespace) ||
    compareText(a.name, b.name) ||
    compareText(a.node, b.node) ||
    compareText(a.id, b.id)
  );
}

function describeQuery(query: MountQuery): QueryFacts {
  return {
    namespace: query.namespace,
    targets: query.targets.map(({ type, name }) => `${type}/${name}`),
    kinds: [...kindsOf(query)],
    selector: query.claimSelector?.text ?? null,
    podSelector: query.podSelector?.text ?? null,
    fieldSelector: query.fieldSelector?.text ?? null,
    deep: query.deep,
  };
}

function countNotShown(
  inventory: Inventory,
  storages: readonly Storage[],
  query: MountQuery,
): Record<string, number | null> {
  const shown = new Set(kindsOf(query));
  const hidden = STORAGE_KINDS.filter((kind) => !shown.has(kind));
  if (inventory.extents.pods?.of === "none") {
    return Object.fromEntries(hidden.map((kind) => [kind, null]));
  }
  return Object.fromEntries(
    hidden.flatMap((kind) => {
      // Joined for the sake of what they touch, or let go when they were read.
      const joined = storages.filter((it) => it.kind === kind && isInScope(it, query)).length;
      const count = joined + (inventory.leftOut.get(kind) ?? 0);
      return count === 0 ? [] : [[kind, count]];
    }),
  );
}
