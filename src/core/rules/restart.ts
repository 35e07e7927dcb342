import type { WorkloadReference } from "../model/consumer.ts";
import type { JoinedInventory } from "../sharing/joined-inventory.ts";

/** What a new template costs, a sentence: its controller makes every pod of the workload anew. */
export function describeRestart(
  namespace: string,
  workload: WorkloadReference,
  joined: JoinedInventory,
): string {
  const name = `${workload.kind} ${workload.name}`;
  if (workload.kind !== "Deployment") {
    return `Every pod of ${name} is made anew, one after another, also those that are well.`;
  }
  const rollout = joined.workloadOf(namespace, workload)?.rollout ?? null;
  if (rollout === null) {
    return `Every pod of ${name} is made anew, where its strategy is Recreate all at once.`;
  }
  return rollout.type === "Recreate"
    ? `All pods of ${name} stop before new ones start: nobody serves meanwhile.`
    : `Every pod of ${name} is made anew.`;
}
