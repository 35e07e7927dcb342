import type { Consumer, StorageItem } from "../../core/reports/mount/mount-report.ts";

/** One pod's use of one piece of storage. */
export interface Use {
  item: StorageItem;
  consumer: Consumer;
}

export function listUses(items: readonly StorageItem[]): Use[] {
  return items.flatMap((item) => (item.consumers ?? []).map((consumer) => ({ item, consumer })));
}

/** One for each pod and each template, in the order of namespace and name. */
export function keyOfPod({ namespace, pod, owner }: Consumer): string {
  return JSON.stringify([namespace, pod, owner]);
}

/** Groups in the order of their keys, null last; within a group the order stays. */
export function groupBy<T>(
  elements: readonly T[],
  key: (element: T) => string | null,
): [key: string | null, group: [T, ...T[]]][] {
  const groups = Map.groupBy(elements, key) as Map<string | null, [T, ...T[]]>;
  return [...groups].sort(([a], [b]) => compareKeys(a, b));
}

/** By character, as Kubernetes sorts names; null, which has no group, comes last. */
export function compareKeys(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b ? -1 : 1;
}
