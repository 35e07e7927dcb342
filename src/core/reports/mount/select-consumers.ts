import type { Consumer } from "../../model/consumer.ts";
import type { Inventory } from "../../model/inventory.ts";
import type { Labels } from "../../model/metadata.ts";
import { compareText } from "../compare-text.ts";
import { type MountQuery, selectsPod } from "./mount-query.ts";

export type ConsumerPredicate = (consumer: Consumer) => boolean;

export function hasPodSelector(query: MountQuery): boolean {
  return query.podSelector !== null || query.fieldSelector !== null;
}

/**
 * Which consumers the query shows: those that the pod selectors let through and, where only nodes
 * were asked for, those on them.
 */
export function planConsumers(query: MountQuery, inventory: Inventory): ConsumerPredicate {
  const nodes = new Set(query.targets.filter((it) => it.type === "node").map((it) => it.name));
  const showsNodesOnly = nodes.size > 0 && query.targets.every((it) => it.type === "node");
  const labels = hasPodSelector(query) ? indexLabels(inventory) : new Map<string, Labels>();
  return (consumer) => {
    if (showsNodesOnly && !nodes.has(consumer.node ?? "")) return false;
    if (!hasPodSelector(query)) return true;
    return selectsPod(query, {
      namespace: consumer.namespace,
      name: consumer.pod ?? "",
      labels: labels.get(keyOfConsumer(consumer)) ?? {},
      node: consumer.node,
      phase: consumer.phase,
    });
  };
}

/** Those that are shown. */
export function selectConsumers(consumers: Consumer[], shows: ConsumerPredicate): Consumer[] {
  return sortConsumers(consumers.every(shows) ? consumers : consumers.filter(shows));
}

/** Ordered by namespace, pod and workload; the same list where there is nothing to order. */
export function sortConsumers(consumers: Consumer[]): Consumer[] {
  if (consumers.length < 2) return consumers;
  return consumers.toSorted(
    (a, b) =>
      compareText(a.namespace, b.namespace) ||
      compareText(a.pod, b.pod) ||
      compareText(a.workload?.name ?? null, b.workload?.name ?? null),
  );
}

function indexLabels({ pods, workloads }: Inventory): Map<string, Labels> {
  return new Map([
    ...workloads.map(({ kind, namespace, name, templateLabels }): [string, Labels] => [
      `${kind}/${namespace}/${name}`,
      templateLabels,
    ]),
    ...pods.map(({ namespace, name, labels }): [string, Labels] => [
      `Pod/${namespace}/${name}`,
      labels,
    ]),
  ]);
}

function keyOfConsumer({ namespace, pod, workload }: Consumer): string {
  return pod === null
    ? `${workload?.kind}/${namespace}/${workload?.name}`
    : `Pod/${namespace}/${pod}`;
}
