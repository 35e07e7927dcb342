import type { Inventory } from "../../../../../src/core/model/inventory.ts";
import type { MountQuery } from "../../../../../src/core/reports/mount/mount-query.ts";
import type { MountReport } from "../../../../../src/core/reports/mount/mount-report.ts";
import { reportMounts } from "../../../../../src/core/reports/mount/report-mounts.ts";
import { aClaim, anInventory, aPod, aVolume, claimSource } from "../../objects.ts";

/** Every claim of all namespaces, unless it says otherwise. */
export function aQuery(changes: Partial<MountQuery> = {}): MountQuery {
  return {
    namespace: null,
    fallbackNamespace: null,
    targets: [],
    kinds: null,
    claimSelector: null,
    podSelector: null,
    fieldSelector: null,
    deep: false,
    ...changes,
  };
}

/** Of one claim that one pod mounts. */
export function aReport(): MountReport {
  const inventory = anInventory({
    claims: [aClaim("media")],
    volumes: [aVolume("media")],
    pods: [aPod("web-0", { data: claimSource("media") })],
  });
  return reportMounts(inventory, aQuery());
}

export const idsOf = (inventory: Inventory, changes: Partial<MountQuery> = {}): string[] =>
  reportMounts(inventory, aQuery(changes)).items.map(({ id }) => id);
