import { type Consumer, isLive } from "../model/consumer.ts";
import type { Storage } from "../model/storage.ts";
import { count, listSome } from "../model/text.ts";
import type { JoinedInventory } from "../sharing/joined-inventory.ts";

/** How rules name things, so that one object has one name in every sentence. */

/** `claim shop/media`, `/var/log on node-a`, `10.0.0.5:/export` */
export function nameStorage(storage: Storage): string {
  const name = storage.namespace === null ? storage.name : `${storage.namespace}/${storage.name}`;
  if (storage.kind === "HostPath")
    return storage.node === null ? name : `${name} on ${storage.node}`;
  if (storage.kind === "InTree") return name;
  return `claim ${name}`;
}

/** The same for the id of something that may not be among the storage of the query. */
export function nameById(id: string, joined: JoinedInventory): string {
  const storage = joined.findStorage(id);
  if (storage) return nameStorage(storage);
  const [kind, ...name] = id.split("/");
  return `${kind === "PersistentVolume" ? "volume" : "claim"} ${name.join("/")}`;
}

/** `pod db-0 on node-a`; a template by its workload. A pod may be called by any word. */
export function nameConsumer(consumer: Consumer): string {
  return consumer.pod === null ? nameShort(consumer) : `pod ${nameShort(consumer)}`;
}

/** The same where it is clear that it is a pod. */
function nameShort({ pod, node, workload }: Consumer): string {
  if (pod === null) return `${workload?.kind}/${workload?.name}`;
  return node === null ? pod : `${pod} on ${node}`;
}

/**
 * `pod db-0 on node-a`, `pods db-0 on node-a, db-1 on node-b and 4 more`: an answer must not grow
 * with the cluster.
 */
export function listConsumers(consumers: readonly Consumer[]): string {
  return `${nounOf(consumers)}${listSome(consumers.map(nameShort))}`;
}

/** `pods db-0, db-1 and db-2`, where their node is told already. */
export function listPods(consumers: readonly Consumer[]): string {
  return `${nounOf(consumers)}${listSome(consumers.map((it) => it.pod ?? nameShort(it)))}`;
}

/** Nothing where templates are among them, which say what they are. */
function nounOf(consumers: readonly Consumer[]): string {
  if (consumers.some(({ pod }) => pod === null)) return "";
  return consumers.length === 1 ? "pod " : "pods ";
}

/** `pod db-0 on node-a and 4 pods on node-b`: every node has its say, whoever comes first. */
export function listByNode(consumers: readonly Consumer[]): string {
  const byNode = Map.groupBy(consumers, ({ node }) => node);
  return listSome(
    Array.from(byNode, ([node, [first, ...others]]) =>
      first && others.length === 0
        ? nameConsumer(first)
        : `${count(others.length + 1, "pod")} on ${node}`,
    ),
  );
}

/**
 * `2 nodes (pod db-0 on node-a and pod db-1 on node-b)`: where the live pods are; null where they are on
 * one node, or on none yet.
 */
export function describeSpread({ consumers }: Storage): string | null {
  const placed = (consumers ?? []).filter((it) => isLive(it) && it.node !== null);
  const nodes = new Set(placed.map((consumer) => consumer.node)).size;
  return nodes < 2 ? null : `${count(nodes, "node")} (${listByNode(placed)})`;
}
