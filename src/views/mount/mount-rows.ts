import type { Consumer, MountPoint, StorageItem } from "../../core/reports/mount/mount-report.ts";
import { foldConsumers } from "./fold-consumers.ts";
import { compareKeys, keyOfPod } from "./group-uses.ts";
import type { Grouping } from "./mount-view-options.ts";
import { isClaim } from "./storage-name.ts";

/** One row of a table: a mount of one piece of storage in one pod, or in pods that are alike. */
export interface MountRow {
  item: StorageItem;
  /** [] where nobody uses the storage, or where that is not known. */
  pods: readonly Consumer[];
  /** null: no pods, or pods whose containers do not mount it. */
  mount: MountPoint | null;
}

/**
 * The rows of a table; storage that nobody uses has one too. Grouped by claim they are made anew
 * each time they are read, so that none is kept.
 *
 * @param folded pods that are alike share a row.
 */
export function listRows(
  items: readonly StorageItem[],
  by: Grouping,
  folded: boolean,
): Iterable<MountRow> {
  const list = (item: StorageItem) => rowsOf(item, folded && by !== "pod", by === "node");
  if (by === "claim") return { [Symbol.iterator]: () => Iterator.from(items).flatMap(list) };
  const keyOf = GROUP[by];
  return items
    .flatMap((item) => [...list(item)])
    .map((row) => ({ row, key: keyOf(row) ?? null }))
    .sort((a, b) => compareKeys(a.key, b.key))
    .map(({ row }) => row);
}

function* rowsOf(item: StorageItem, folded: boolean, perNode: boolean): Iterable<MountRow> {
  const consumers = item.consumers ?? [];
  const groups = folded ? foldConsumers(consumers, perNode) : consumers.map((pod) => [pod]);
  if (groups.length === 0) yield { item, pods: [], mount: null };
  for (const pods of groups) {
    const mounts = pods[0]?.mounts ?? [];
    if (mounts.length === 0) yield { item, pods, mount: null };
    for (const mount of mounts) yield { item, pods, mount };
  }
}

/** What rows are sorted by; those without it come last. */
const GROUP: Record<Exclude<Grouping, "claim">, (row: MountRow) => string | null | undefined> = {
  volume: ({ item: { storage } }) => (isClaim(storage) ? storage.volume?.name : null),
  node: ({ pods: [pod] }) => pod?.node,
  pod: ({ pods: [pod] }) => pod && keyOfPod(pod),
};
