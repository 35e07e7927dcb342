import type { Consumer } from "../../core/reports/mount/mount-report.ts";

/**
 * Pods that one row may stand for: of one workload, in one state, with the same mounts. A thousand
 * replicas are one row, and the one that waits is another. Bare pods stay alone. In the order in
 * which the first of each comes.
 *
 * @param perNode keeps the pods of different nodes apart.
 */
export function foldConsumers(consumers: readonly Consumer[], perNode: boolean): Consumer[][] {
  if (consumers.length < 2) return consumers.map((consumer) => [consumer]);
  const groups = new Map<string, Consumer[]>();
  for (const consumer of consumers) {
    const key = describeLikeness(consumer, perNode);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [consumer]);
    else group.push(consumer);
  }
  return [...groups.values()];
}

function describeLikeness(consumer: Consumer, perNode: boolean): string {
  const { namespace, state, mounts } = consumer;
  return JSON.stringify([
    namespace,
    consumer.workload ?? consumer.owner ?? consumer.pod,
    state,
    perNode ? consumer.node : null,
    mounts,
  ]);
}
