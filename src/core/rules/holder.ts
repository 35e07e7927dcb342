import type { Consumer } from "../model/consumer.ts";
import type { Inventory } from "../model/inventory.ts";
import { isOutOfService, isReady, type Node } from "../model/node.ts";
import { covers } from "../model/resource.ts";
import type { Volume } from "../model/volume.ts";
import type { JoinedInventory } from "../sharing/joined-inventory.ts";
import type { Evidence, Outlook } from "./cause.ts";
import { consumersEvidence, inUseEvidence, nodeEvidence, strategyEvidence } from "./evidence.ts";
import { listPods } from "./wording.ts";

// Who holds a volume that somebody else waits for: what shows it, and how long it lasts.

/** A holder and the machine that it is on. */
export interface Holder {
  consumer: Consumer;
  /** null: could not be read, or is not there. */
  node: Node | null;
}

export function findHolder(consumer: Consumer, inventory: Inventory): Holder {
  return { consumer, node: findHeardNode(consumer.node, inventory) };
}

/** The node, where anything is known of its being alive; null: it was not read, or says nothing. */
export function findHeardNode(name: string | null, { nodes }: Inventory): Node | null {
  const node = nodes.get(name ?? "");
  return node === undefined || node.ready === null ? null : node;
}

/** Each node and each Deployment once, whatever number of pods they have. */
export function holdersEvidence(
  holders: readonly Holder[],
  volume: Volume | null,
  joined: JoinedInventory,
): Evidence[] {
  const consumers = holders.map(({ consumer }) => consumer);
  const nodes = new Map(holders.flatMap(({ node }) => (node === null ? [] : [[node.name, node]])));
  const deployments = new Map(
    consumers.flatMap(({ namespace, workload }) =>
      workload?.kind === "Deployment" ? [[workload.name, namespace]] : [],
    ),
  );
  return [
    ...consumersEvidence(consumers, joined),
    ...[...nodes.values()]
      .slice(0, 3)
      .flatMap((node) => [...nodeEvidence(node), ...inUseEvidence(node, volume)]),
    ...[...deployments]
      .slice(0, 3)
      .flatMap(([name, namespace]) => strategyEvidence(namespace, name, joined)),
  ];
}

/** In a rollout of one Deployment, where the old pod waits for the new one and that for the old. */
export function isNextGeneration(waiting: Consumer, holder: Consumer): boolean {
  return (
    holder.workload?.kind === "Deployment" &&
    holder.workload.name === waiting.workload?.name &&
    holder.owner?.name !== waiting.owner?.name
  );
}

/** The node's object is gone, and what is said of it was read to the end. */
export function isOrphaned({ consumer }: Holder, { nodes, extents }: Inventory): boolean {
  return covers(extents.nodes, null) && consumer.node !== null && !nodes.has(consumer.node);
}

/** A pod of a Job ends by itself, unlike any other. */
export function isOfJob({ owner, workload }: Consumer): boolean {
  return owner?.kind === "Job" || workload?.kind === "Job";
}

/** Some of the one and some of the others are pods of the same Job. */
export function haveJobInCommon(some: readonly Consumer[], others: readonly Consumer[]): boolean {
  const jobs = new Set(some.filter(isOfJob).map(({ owner }) => owner?.name));
  return others.some((it) => isOfJob(it) && jobs.has(it.owner?.name));
}

/** A holder that keeps what it has lasts longest; one on a dead machine does not even end. */
export function worstOf(holders: readonly Holder[]): Holder | null {
  const rank = ({ consumer, node }: Holder) => {
    if (node !== null && !isReady(node)) return consumer.state === "terminating" ? 3 : 4;
    if (consumer.state === "terminating") return 0;
    return isOfJob(consumer) ? 1 : 2;
  };
  return holders.toSorted((a, b) => rank(b) - rank(a))[0] ?? null;
}

/**
 * Whether the holders let go by themselves, which is when the last of them does. Where the node
 * could not be read, nobody can tell: a dead machine stops no pod.
 */
export function describeOutlook(
  holders: readonly Holder[],
  waiting: readonly Consumer[],
  joined: JoinedInventory,
): Outlook {
  const worst = worstOf(holders);
  if (worst === null) return { endsByItself: null, text: "Who has it was not read." };
  const { consumer, node } = worst;
  if (isOrphaned(worst, joined.inventory)) return describeOrphan(consumer);
  if (node === null) return describeUnknownNode(consumer);
  if (!isReady(node)) return describeDeadNode(consumer, node);
  if (consumer.state === "terminating") return describeStopping(consumer, joined);
  const running = holders
    .filter(
      (it) => it.consumer.state !== "terminating" && isOfJob(it.consumer) === isOfJob(consumer),
    )
    .map((it) => it.consumer);
  return isOfJob(consumer) ? describeJob(running, waiting) : describeRunning(running, waiting);
}

/**
 * The pod collector looks every 20 s for pods of nodes that are not there, waits 40 s for the node
 * to come, and then deletes them by force.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/controller/podgc/gc_controller.go gcOrphaned
 */
function describeOrphan({ pod, node }: Consumer): Outlook {
  return {
    endsByItself: true,
    text: `There is no node ${node} any more: the controller manager deletes pod ${pod} by force within a minute or two of that, and the volume is detached after it, which may take some six minutes more.`,
  };
}

function describeUnknownNode({ pod, node }: Consumer): Outlook {
  return {
    endsByItself: null,
    text: `Node ${node} could not be read: whether it is alive, and so whether pod ${pod} ends, is not known.`,
  };
}

function describeRunning(holders: readonly Consumer[], waiting: readonly Consumer[]): Outlook {
  const isOne = holders.length === 1;
  return {
    endsByItself: false,
    text: `Not while ${listPods(holders)} ${isOne ? "is" : "are"} on ${holders[0]?.node}: nothing makes ${isOne ? "it" : "them"} let go, and ${listPods(waiting)} ${waiting.length === 1 ? "waits" : "wait"} as long.`,
  };
}

/** Nobody knows how long a Job takes, but its pods are made to end. */
function describeJob(holders: readonly Consumer[], waiting: readonly Consumer[]): Outlook {
  const isOne = holders.length === 1;
  const peers = haveJobInCommon(waiting, holders)
    ? ` If ${isOne ? "it waits" : "they wait"} for other pods of the Job, that is never.`
    : "";
  return {
    endsByItself: true,
    text: `When ${listPods(holders)} on ${holders[0]?.node} ${isOne ? "completes" : "complete"}, as pods of a Job do; when that is, is not known.${peers}`,
  };
}

/** Beyond its grace period something holds it: it may take a little to tell the server. */
const SLACK = 60_000;

function describeStopping(consumer: Consumer, joined: JoinedInventory): Outlook {
  const { pod, node } = consumer;
  const { deletedAt = null, gracePeriod = null } = joined.podOf(consumer)?.progress ?? {};
  const { readAt } = joined.inventory;
  if (deletedAt === null || readAt === null) {
    return {
      endsByItself: null,
      text: `Pod ${pod} is asked to stop and ${node} is ready; since when was not read.`,
    };
  }
  const overdue = Date.parse(readAt) - Date.parse(deletedAt);
  if (overdue > SLACK) {
    return {
      endsByItself: null,
      text: `Pod ${pod} should have been gone by ${deletedAt}, ${describeSpan(overdue)} before ${nameReading(joined.inventory)}: a finalizer or the kubelet of ${node} keeps it, and what was read does not tell for how long.`,
    };
  }
  const grace = !gracePeriod ? "" : ` (its grace period is ${gracePeriod} s)`;
  return {
    endsByItself: true,
    text: `Pod ${pod} is stopping, by ${deletedAt} at the latest${grace}; then the volume is detached, in seconds to minutes.${describeAge(joined.inventory)}`,
  };
}

/** @see https://kubernetes.io/docs/concepts/cluster-administration/node-shutdown/#non-graceful-node-shutdown */
function describeDeadNode({ pod, state }: Consumer, node: Node): Outlook {
  if (isOutOfService(node)) {
    return {
      endsByItself: true,
      text: `${node.name} is marked out of service: its pods are deleted by force and its volumes detached at once.`,
    };
  }
  const since = node.readySince === null ? "" : ` since ${node.readySince}`;
  if (node.ready !== "Unknown") {
    return {
      endsByItself: null,
      text: `${node.name} says itself that it is not ready${since}. Where its kubelet can still stop pod ${pod}, the volume is detached after that; where it cannot, this does not pass.`,
    };
  }
  return {
    endsByItself: false,
    text:
      state === "terminating"
        ? `Not while ${node.name} is silent${since}: nobody there can say that pod ${pod} has stopped, so its volume is not detached, not after six minutes either.`
        : `Not while ${node.name} is silent${since}: after some five minutes pod ${pod} is told to stop, but nobody there can say that it has, and its volume is not detached.`,
  };
}

/** `2 min`, `3 h` */
export function describeSpan(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}

/** Files are older than the question: what they say may have passed by now. */
export function describeAge({ source, readAt }: Inventory): string {
  return source.kind === "snapshot" && readAt !== null
    ? ` That is as of ${readAt}, the newest time that the files speak of.`
    : "";
}

/** What a time is compared with. */
export function nameReading({ source, readAt }: Inventory): string {
  return source.kind === "snapshot"
    ? `${readAt}, the newest time that the files speak of`
    : "this was read";
}
