import { type Consumer, keyOfConsumer } from "../../../model/consumer.ts";
import type { Pod } from "../../../model/pod.ts";
import type { Storage } from "../../../model/storage.ts";
import { SEVERITIES } from "../../../rules/finding.ts";
import { RULES } from "../../../rules/rules.ts";
import type { RuleRun } from "../../../rules/run-rules.ts";
import type { JoinedInventory } from "../../../sharing/joined-inventory.ts";
import type { CauseFacts } from "../object-report.ts";

/** What an explanation rests on: what was read, joined, and what the rules say of it. */
export interface Survey {
  joined: JoinedInventory;
  run: RuleRun;
  /** What each consumer uses, as {@link groupByConsumer} has it. */
  storages: ReadonlyMap<string, readonly Storage[]>;
  /** What keeps each consumer, as {@link groupCauses} has it. */
  causes: ReadonlyMap<string, readonly CauseFacts[]>;
}

/** The consumers of the storages, each of them once, in the order in which they come. */
export function uniteConsumers(storages: readonly Storage[]): Consumer[] {
  const united = new Map<string, Consumer>();
  for (const { consumers } of storages) {
    for (const consumer of consumers ?? []) {
      const key = keyOfConsumer(consumer);
      if (!united.has(key)) united.set(key, consumer);
    }
  }
  return [...united.values()];
}

/**
 * By the consumer's key the storage that it uses, or would if a claim of another's did not keep it
 * from that.
 */
export function groupByConsumer(
  storages: readonly Storage[],
  joined: JoinedInventory,
): Map<string, Storage[]> {
  const groups = new Map<string, Storage[]>();
  for (const storage of storages) {
    const keys = new Set([
      ...(storage.consumers ?? []).map(keyOfConsumer),
      ...joined.ephemeralConflictsOf(storage).map(keyOfPod),
    ]);
    for (const key of keys) addTo(groups, key, storage);
  }
  return groups;
}

/** The key of the consumer that the pod is. */
function keyOfPod({ namespace, name, uid }: Pod): string {
  return keyOfConsumer({ namespace, pod: name, podUid: uid, workload: null });
}

/** By the consumer's key what keeps it, by severity and then in the order of the rules. */
export function groupCauses({ findings }: RuleRun): Map<string, CauseFacts[]> {
  const groups = new Map<string, CauseFacts[]>();
  for (const [storage, found] of findings) {
    for (const { finding, cause } of found) {
      if (!cause) continue;
      const { rule, severity, message, citation } = finding;
      const { evidence, outlook, fixes, keeps } = cause;
      const facts = { rule, severity, storage, message, evidence, outlook, fixes, citation };
      for (const key of new Set(keeps.map(keyOfConsumer))) addTo(groups, key, facts);
    }
  }
  const order = new Map(RULES.map(({ id }, index) => [id, index]));
  for (const causes of groups.values()) {
    causes.sort(
      (a, b) =>
        SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
        (order.get(a.rule) ?? 0) - (order.get(b.rule) ?? 0),
    );
  }
  return groups;
}

function addTo<T>(groups: Map<string, T[]>, key: string, member: T): void {
  const group = groups.get(key);
  if (group) group.push(member);
  else groups.set(key, [member]);
}
