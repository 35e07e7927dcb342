import type { Consumer } from "../model/consumer.ts";
import type { Inventory } from "../model/inventory.ts";
import { isOutOfService, isReady, type Node } from "../model/node.ts";
import { covers } from "../model/resource.ts";
import type { Volume } from "../model/volume.ts";
import type { JoinedInventory } from "../sharing/joined-inventory.ts";
import type { Evidence, Fix, Outlook } from "./cause.ts";
import {
  command,
  isScalable,
  kubectl,
  patchToNoSurge,
  typeAndName,
  waitForPod,
} from "./command.ts";
import { consumerEvidence, inUseEvidence, nodeEvidence, strategyEvidence } from "./evidence.ts";
import { patchToRecreate } from "./wording.ts";

// Who holds a volume that somebody else waits for: what shows it, how long it lasts, and what ends it.

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

export function holderEvidence(
  { consumer, node }: Holder,
  volume: Volume | null,
  joined: JoinedInventory,
): Evidence[] {
  const { namespace, workload } = consumer;
  return [
    ...consumerEvidence(consumer, joined.podOf(consumer)),
    ...(node === null ? [] : [...nodeEvidence(node), ...inUseEvidence(node, volume)]),
    ...(workload?.kind === "Deployment"
      ? strategyEvidence(namespace, workload.name, joined.inventory)
      : []),
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

/** A holder that keeps what it has lasts longest; one on a dead machine does not even end. */
export function worstOf(holders: readonly Holder[]): Holder | null {
  const rank = ({ consumer, node }: Holder) =>
    (node !== null && !isReady(node) ? 2 : 0) + (consumer.state === "terminating" ? 0 : 1);
  return holders.toSorted((a, b) => rank(b) - rank(a))[0] ?? null;
}

/**
 * Whether the holder lets go by itself. Where the node could not be read, nobody can tell: a dead
 * machine stops no pod.
 */
export function describeOutlook(
  { consumer, node }: Holder,
  waiting: readonly Consumer[],
  joined: JoinedInventory,
): Outlook {
  if (node === null) return describeUnknownNode(consumer, joined.inventory);
  if (isReady(node)) {
    return consumer.state === "terminating"
      ? describeStopping(consumer, joined)
      : describeRunning(consumer, waiting);
  }
  return describeDeadNode(consumer, node);
}

function describeUnknownNode({ pod, node }: Consumer, { extents, nodes }: Inventory): Outlook {
  return {
    endsByItself: null,
    text:
      covers(extents.nodes, null) && !nodes.has(node ?? "")
        ? `There is no node ${node} any more, so what becomes of ${pod} there is not known.`
        : `Node ${node} could not be read: whether it is alive, and so whether ${pod} ends, is not known.`,
  };
}

function describeRunning({ pod, node }: Consumer, waiting: readonly Consumer[]): Outlook {
  const names = waiting.map((consumer) => consumer.pod).join(", ");
  return {
    endsByItself: false,
    text: `Not while ${pod} is on ${node}: nothing makes it let go, and ${names} waits as long.`,
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
      text: `${pod} is asked to stop and ${node} is ready; since when was not read.`,
    };
  }
  const overdue = Date.parse(readAt) - Date.parse(deletedAt);
  if (overdue > SLACK) {
    return {
      endsByItself: null,
      text: `${pod} should have been gone by ${deletedAt}, ${describeSpan(overdue)} before this was read: a finalizer or the kubelet of ${node} keeps it, and what was read does not tell for how long.`,
    };
  }
  const grace = gracePeriod === null ? "" : ` (its grace period is ${gracePeriod} s)`;
  return {
    endsByItself: true,
    text: `${pod} is stopping, by ${deletedAt} at the latest${grace}; then the volume is detached, in seconds to minutes.`,
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
      text: `${node.name} says itself that it is not ready${since}. Where its kubelet can still stop ${pod}, the volume is detached after that; where it cannot, this does not pass.`,
    };
  }
  return {
    endsByItself: false,
    text:
      state === "terminating"
        ? `Not while ${node.name} is silent${since}: nobody there can say that ${pod} has stopped, so its volume is not detached, not after six minutes either.`
        : `Not while ${node.name} is silent${since}: after some five minutes ${pod} is told to stop, but nobody there can say that it has, and its volume is not detached.`,
  };
}

/** `2 min`, `3 h` */
export function describeSpan(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}

/** What makes the holder let go, safest first. */
export function fixesForHolder(
  { consumer, node }: Holder,
  waiting: readonly Consumer[],
  outlook: Outlook,
): Fix[] {
  if (node !== null && !isReady(node)) return fixDeadNode(consumer, node);
  if (consumer.state === "terminating") return fixStopping(consumer, outlook);
  if (waiting.some((it) => isNextGeneration(it, consumer))) return fixRollout(consumer);
  return [stopHolder(consumer, waiting)];
}

/** The old pod must go first: then the new one has the volume. */
function fixRollout({ namespace, workload }: Consumer): Fix[] {
  const name = workload?.name ?? "";
  return [
    {
      text: `Let Deployment ${name} stop its old pod before it starts the new one, at this rollout and every later one.`,
      commands: [patchToRecreate(namespace, name)],
      loses: "Nobody serves between the old pod's end and the new one's start.",
    },
    {
      text: "Keep the rolling update, without a pod more than wanted.",
      commands: [patchToNoSurge(namespace, name)],
      loses: "One pod is missing while its successor starts.",
    },
  ];
}

function fixStopping(consumer: Consumer, { endsByItself }: Outlook): Fix[] {
  const { namespace, pod, node } = consumer;
  const wait: Fix = {
    text: `Wait until ${pod} is gone.`,
    commands: [waitForPod(consumer)],
    loses: null,
  };
  if (endsByItself === true) return [wait];
  return [
    {
      text: `Look for what keeps ${pod}: a finalizer, or what the kubelet of ${node} says.`,
      commands: [
        kubectl(namespace, "get", "pod", `${pod}`, "-o", "jsonpath={.metadata.finalizers}"),
        kubectl(namespace, "describe", "pod", `${pod}`),
      ],
      loses: null,
    },
    wait,
  ];
}

function fixDeadNode(consumer: Consumer, node: Node): Fix[] {
  const { namespace, pod } = consumer;
  if (isOutOfService(node)) {
    return [
      {
        text: `Wait until ${pod} is gone, and take the taint away when the machine is back.`,
        commands: [waitForPod(consumer)],
        loses: null,
      },
    ];
  }
  const taint = "node.kubernetes.io/out-of-service=nodeshutdown:NoExecute";
  return [
    {
      text: `Bring ${node.name} back: then its kubelet stops ${pod} and the volume is detached.`,
      commands: [command("kubectl", "describe", "node", node.name)],
      loses: null,
    },
    {
      text: `Make sure that the machine of ${node.name} is off, then mark it so. When it is back, take the taint away: ${command("kubectl", "taint", "nodes", node.name, "node.kubernetes.io/out-of-service-")}`,
      commands: [command("kubectl", "taint", "nodes", node.name, taint)],
      loses:
        "Whatever ran on the node, and what it had not written out. If the machine is on, two nodes write one volume, which destroys it.",
    },
    {
      text: `Delete ${pod} by force; the volume is detached some six minutes later. Do that only if the machine is off.`,
      commands: [kubectl(namespace, "delete", "pod", `${pod}`, "--force", "--grace-period=0")],
      loses:
        "What the pod had not written out. If the machine is on, the pod goes on writing beside the new one, which destroys the data.",
    },
  ];
}

/** The holder's workload stops; of the replicas of one workload all but one. */
export function stopHolder(consumer: Consumer, waiting: readonly Consumer[]): Fix {
  const { namespace, pod, owner, workload } = consumer;
  const isOwn = waiting.some(
    (it) =>
      it.workload !== null &&
      it.workload.kind === workload?.kind &&
      it.workload.name === workload.name,
  );
  if (workload !== null && isScalable(workload) && isOwn) {
    return {
      text: `Run one pod of ${workload.kind} ${workload.name}: such a claim is for one.`,
      commands: [kubectl(namespace, "scale", typeAndName(workload), "--replicas=1")],
      loses: "All pods but one; those that have not started go first.",
    };
  }
  if (workload !== null && isScalable(workload)) {
    return {
      text: `Stop ${workload.kind} ${workload.name}, which has it now.`,
      commands: [kubectl(namespace, "scale", typeAndName(workload), "--replicas=0")],
      loses: `${workload.name} does not serve until it is scaled up again.`,
    };
  }
  if (owner?.kind === "Job") {
    return {
      text: `Suspend Job ${owner.name}, which has it now.`,
      commands: [kubectl(namespace, "patch", "job", owner.name, "-p", '{"spec":{"suspend":true}}')],
      loses: "What its pods had done so far, unless they begin where they stopped.",
    };
  }
  if (workload === null) {
    return {
      text: `Delete ${pod}, which has it now.`,
      commands: [kubectl(namespace, "delete", "pod", `${pod}`)],
      loses: `${pod}: nobody makes it again.`,
    };
  }
  return {
    text: `Stop ${workload.kind} ${workload.name}, which has it now.`,
    commands: [],
    loses: `What ${workload.name} does.`,
  };
}
