import type { Inventory } from "../model/inventory.ts";
import type { Metadata } from "../model/metadata.ts";
import { compareText } from "./compare-text.ts";

/**
 * The same objects in one order, so that a report does not depend on whether a server, which
 * orders by name, or files, which do not, gave them: whatever is listed or named first, in
 * sentences too, follows from this order. Of events the newest comes first.
 */
export function orderInventory(inventory: Inventory): Inventory {
  const { pods, volumes, attachments, workloads, events, quotas } = inventory;
  return {
    ...inventory,
    pods: pods.toSorted(compareNames),
    volumes: orderKeys(volumes),
    attachments: attachments.toSorted(
      (a, b) => compareText(a.node, b.node) || compareText(a.name, b.name),
    ),
    workloads: workloads.toSorted((a, b) => compareNames(a, b) || compareText(a.kind, b.kind)),
    nodes: orderKeys(inventory.nodes),
    quotas: quotas.toSorted(
      (a, b) => compareText(a.namespace, b.namespace) || compareText(a.name, b.name),
    ),
    events: events.toSorted(
      (a, b) => compareText(b.lastSeen, a.lastSeen) || compareText(a.message, b.message),
    ),
  };
}

/** A server has ordered them already, and they may be many. */
function orderKeys<T>(map: Map<string, T>): Map<string, T> {
  let former = "";
  const isOrdered = map.keys().every((key) => {
    const follows = compareText(former, key) <= 0;
    former = key;
    return follows;
  });
  return isOrdered ? map : new Map([...map].toSorted(([a], [b]) => compareText(a, b)));
}

function compareNames(a: Metadata, b: Metadata): number {
  return compareText(a.namespace, b.namespace) || compareText(a.name, b.name);
}
