import { isSinglePod } from "../model/access-mode.ts";
import type { Consumer, WorkloadReference } from "../model/consumer.ts";
import { isLive } from "../model/consumer.ts";
import { isReady, type Node } from "../model/node.ts";
import type { Placement } from "../model/pod.ts";
import { effectiveModes, isBound, isReadWriteOnce, type Storage } from "../model/storage.ts";
import { formatStorageId } from "../model/storage-id.ts";
import { listNames } from "../model/text.ts";
import { describeAttach } from "../sharing/attach.ts";
import type { JoinedInventory } from "../sharing/joined-inventory.ts";
import { allowsNode, matchesTerms } from "../sharing/match-node.ts";
import type { Fix } from "./cause.ts";
import { deletePods, isPatchable, LINE_OF_PODS, pinToNode } from "./command.ts";
import { type Holder, haveJobInCommon } from "./holder.ts";
import { describeRestart } from "./restart.ts";

const HOSTNAME = "kubernetes.io/hostname";

/**
 * Several pods of one node may have a ReadWriteOnce volume, so those that wait can go to the
 * holder's. Offered only where everything was read that could keep one of them from it: a fix that
 * trades one wait for another is none.
 */
export function moveToHolder(
  storage: Storage,
  waiting: readonly Consumer[],
  { node, consumer }: Holder,
  joined: JoinedInventory,
): Fix[] {
  // A Job that has begun would have to begin again for it.
  if (haveJobInCommon(waiting, [consumer])) return [];
  if (isSinglePod(effectiveModes(storage)) || node === null || !takesPods(node)) return [];
  const groups = [...Map.groupBy(waiting, keyOfMover).values()];
  if (groups.length === 0 || groups.length > LINE_OF_PODS) return [];
  // Pods of one workload are alike, so that one of each is enough to be looked at.
  if (!groups.every(([first]) => first && canMove(first, storage, node, joined))) return [];
  const hostname = node.labels[HOSTNAME] ?? node.name;
  const moves = groups.flatMap(([first, ...others]) =>
    first ? [describeMove([first, ...others], node, hostname, joined)] : [],
  );
  const [only, ...others] = moves;
  const selector = `nodeSelector ${HOSTNAME}: ${hostname}`;
  return [
    {
      text:
        only && others.length === 0
          ? only.text
          : `Run all that wait on ${node.name}, where the volume is: ${listNames(moves.map(({ name }) => name))}; what cannot be patched is made anew with ${selector}.`,
      commands: moves.flatMap(({ commands }) => commands),
      loses: [
        ...moves.flatMap(({ loses }) => loses ?? []),
        `If ${node.name} goes, all of them go.`,
      ].join(" "),
    },
  ];
}

/** Pods that one change moves. */
function keyOfMover({ pod, workload }: Consumer): string {
  return workload === null ? `Pod/${pod}` : `${workload.kind}/${workload.name}`;
}

interface Move {
  name: string;
  text: string;
  commands: string[];
  loses: string | null;
}

function describeMove(
  pods: readonly [Consumer, ...Consumer[]],
  node: Node,
  hostname: string,
  joined: JoinedInventory,
): Move {
  const [{ namespace, pod, owner, workload }] = pods;
  const selector = `nodeSelector ${HOSTNAME}: ${hostname}`;
  if (workload === null) {
    const text = `Make pod ${pod} anew on ${node.name}, with ${selector} in its spec.`;
    return { name: `pod ${pod}`, text, commands: [], loses: null };
  }
  const name = `${workload.kind} ${workload.name}`;
  if (owner?.kind === "Job") {
    const text = `Make Job ${owner.name} anew on ${node.name}, with ${selector} in its template: that of a Job cannot be changed.`;
    const loses = `What the pods of Job ${owner.name} have done so far.`;
    return { name: `Job ${owner.name}`, text, commands: [], loses };
  }
  if (!isPatchable(workload)) {
    const text = `Run ${name} on ${node.name}, with ${selector} in its template, and make its pods anew.`;
    return { name, text, commands: [], loses: null };
  }
  // A StatefulSet waits for its broken pods before it updates them: those must be deleted.
  const isOrdered = workload.kind === "StatefulSet";
  return {
    name,
    text: `Run ${name} on ${node.name}, where the volume is: several pods of one node may have it.`,
    commands: [
      pinToNode(namespace, workload, hostname),
      ...(isOrdered ? [deletePods(pods.slice(0, LINE_OF_PODS))] : []),
    ],
    loses: [
      describeRestart(namespace, workload, joined),
      ...describeReplaced(pods[0], hostname, joined),
    ].join(" "),
  };
}

/** A nodeSelector that named another node had a reason. */
function describeReplaced(pod: Consumer, hostname: string, joined: JoinedInventory): string[] {
  const named = readPlacement(pod, joined)?.nodeSelector[HOSTNAME] ?? hostname;
  return named === hostname ? [] : [`The nodeSelector that wants ${named} is replaced.`];
}

/** Tolerations are not read: a taint may keep pods away. */
function takesPods(node: Node): boolean {
  const repels = node.taints.some(
    ({ effect }) => effect === "NoSchedule" || effect === "NoExecute",
  );
  return isReady(node) && !node.unschedulable && !repels;
}

/** The controller of a DaemonSet gives each of its pods a node. */
function canMove(
  consumer: Consumer,
  storage: Storage,
  node: Node,
  joined: JoinedInventory,
): boolean {
  if (consumer.pod === null || consumer.workload?.kind === "DaemonSet") return false;
  const placement = readPlacement(consumer, joined);
  return (
    placement !== null &&
    leavesNode(placement, node) &&
    !hasClaimTemplates(consumer, joined) &&
    canTakeClaims(consumer, storage, node, joined)
  );
}

/** What the workload, or the pod itself, says about nodes. null: not read. */
export function readPlacement(consumer: Consumer, joined: JoinedInventory): Placement | null {
  const { namespace, workload } = consumer;
  const template = workload && joined.workloadOf(namespace, workload)?.template;
  if (template) return template.placement;
  const placement = joined.podOf(consumer)?.progress?.placement ?? null;
  // A pod that has been scheduled names its node, which says nothing of where it might have gone.
  return placement && { ...placement, nodeName: null };
}

/**
 * Whether the placement surely leaves the node, once its nodeSelector names that one; where other
 * pods have a say it may not.
 */
export function leavesNode(placement: Placement, node: Node): boolean {
  const { nodeSelector, affinityTerms, dependsOnPods } = placement;
  const { [HOSTNAME]: _replaced, ...others } = nodeSelector;
  return (
    !dependsOnPods &&
    allowsNode({ ...placement, nodeSelector: others }, node) &&
    (affinityTerms === null || matchesTerms(affinityTerms, node))
  );
}

/** Each replica has a volume of its own, which may be of another zone. */
function hasClaimTemplates({ namespace, workload }: Consumer, joined: JoinedInventory): boolean {
  return workload?.kind === "StatefulSet"
    ? (joined.workloadOf(namespace, workload)?.claimTemplates.length ?? 1) > 0
    : false;
}

/** The other claims of the pod go with it: none of them may be tied to another node. */
function canTakeClaims(
  consumer: Consumer,
  storage: Storage,
  node: Node,
  joined: JoinedInventory,
): boolean {
  const claims = (joined.podOf(consumer)?.spec.volumes ?? []).flatMap(({ source }) =>
    source.kind === "PersistentVolumeClaim" ? [source.claim] : [],
  );
  return claims
    .map((name) => findClaim(consumer.namespace, name, joined))
    .every(
      (it) => it?.id === storage.id || (it !== undefined && canBeOn(it, consumer, node, joined)),
    );
}

function findClaim(namespace: string, name: string, joined: JoinedInventory): Storage | undefined {
  const kind = "PersistentVolumeClaim";
  return joined.findStorage(formatStorageId({ kind, namespace, name, node: null, pod: null }));
}

function canBeOn(other: Storage, consumer: Consumer, node: Node, joined: JoinedInventory): boolean {
  if (!isBound(other) || other.volume === null || other.consumers === null) return false;
  const { nodeAffinity } = other.volume;
  if (nodeAffinity !== null && !matchesTerms(nodeAffinity, node)) return false;
  if (isSinglePod(effectiveModes(other))) return true;
  if (!isReadWriteOnce(other) || describeAttach(other, joined.inventory).attaches === false) {
    return true;
  }
  return other.consumers.every(
    (it) => !isLive(it) || it.node === node.name || isOfSame(it.workload, consumer, it),
  );
}

/** It goes with the one that moves. */
function isOfSame(workload: WorkloadReference | null, mover: Consumer, other: Consumer): boolean {
  if (workload === null) return other.pod === mover.pod;
  return workload.kind === mover.workload?.kind && workload.name === mover.workload.name;
}
