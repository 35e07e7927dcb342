import type { Consumer } from "../model/consumer.ts";
import type { Storage } from "../model/storage.ts";

/** How rules name things, so that one object has one name in every sentence. */

/** `claim shop/media` */
export function nameStorage(storage: Storage): string {
  const name = storage.namespace === null ? storage.name : `${storage.namespace}/${storage.name}`;
  if (storage.kind === "HostPath") return `${name} of node ${storage.node ?? "<none>"}`;
  return `claim ${name}`;
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

export function listSome(names: readonly string[]): string {
  if (names.length > NAMED) {
    return `${names.slice(0, NAMED).join(", ")} and ${names.length - NAMED} more`;
  }
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}

/** `1 pod`, `2 pods` */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
