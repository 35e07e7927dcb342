import { type Consumer, isLive } from "../model/consumer.ts";
import type { Storage } from "../model/storage.ts";
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

/** `db-0 on node-a`; a template by its workload. */
export function nameConsumer(consumer: Consumer): string {
  if (consumer.pod === null) return `${consumer.workload?.kind}/${consumer.workload?.name}`;
  return consumer.node === null ? consumer.pod : `${consumer.pod} on ${consumer.node}`;
}

/** How many are named before the rest is counted. */
const NAMED = 3;

/** `db-0 on node-a, db-1 on node-b and 4 more`: an answer must not grow with the cluster. */
export function listConsumers(consumers: readonly Consumer[]): string {
  return listSome(consumers.map(nameConsumer));
}

/** `db-0, db-1 and db-2`, where their node is told already. */
export function listPods(consumers: readonly Consumer[]): string {
  return listSome(consumers.map((consumer) => consumer.pod ?? nameConsumer(consumer)));
}

/** `db-0 on node-a and 4 pods on node-b`: every node has its say, whoever comes first. */
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

/** Those that a missing volume keeps from starting: who runs already has what it needs. */
export function notStarted(consumers: readonly Consumer[]): Consumer[] {
  return consumers.filter(({ state }) => NOT_STARTED.has(state));
}

const NOT_STARTED: ReadonlySet<string> = new Set(["waiting", "unscheduled", "planned"]);

export function listSome(names: readonly string[]): string {
  if (names.length > NAMED) {
    return `${names.slice(0, NAMED).join(", ")} and ${names.length - NAMED} more`;
  }
  return joinLast(names, "and");
}

/** `RWO, ROX or RWX`: all of them, of which one will do. */
export function listChoice(names: readonly string[]): string {
  return joinLast(names, "or");
}

function joinLast(names: readonly string[], word: string): string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} ${word} ${last}`;
}

/** `1 pod`, `2 pods` */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/**
 * `2 nodes (db-0 on node-a and db-1 on node-b)`: where the live pods are; null where they are on
 * one node, or on none yet.
 */
export function describeSpread({ consumers }: Storage): string | null {
  const placed = (consumers ?? []).filter((it) => isLive(it) && it.node !== null);
  const nodes = new Set(placed.map((consumer) => consumer.node)).size;
  return nodes < 2 ? null : `${count(nodes, "node")} (${listByNode(placed)})`;
}

/** The command that makes a Deployment stop its old pods before it starts new ones. */
export function patchToRecreate(namespace: string, deployment: string): string {
  return `kubectl -n ${namespace} patch deployment ${deployment} -p '{"spec":{"strategy":{"type":"Recreate","rollingUpdate":null}}}'`;
}
