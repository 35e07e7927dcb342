import type { Consumer } from "../model/consumer.ts";
import type { Storage } from "../model/storage.ts";

/**
 * One consumer of each workload, and every pod that has none: pods of one template are told of
 * once. Who has finished is not told of.
 */
export function oneOfEach({ consumers }: Storage): Consumer[] {
  const byTemplate = new Map<string, Consumer>();
  for (const consumer of consumers ?? []) {
    if (consumer.state === "finished") continue;
    const { namespace, owner, pod } = consumer;
    const key = owner ? `${owner.kind}/${namespace}/${owner.name}` : `${namespace}/${pod}`;
    if (!byTemplate.has(key)) byTemplate.set(key, consumer);
  }
  return [...byTemplate.values()];
}
