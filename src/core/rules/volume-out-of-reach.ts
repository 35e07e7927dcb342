import { page } from "../../knowledge/citation.ts";
import { matchMessage } from "../../knowledge/match-message.ts";
import { type Consumer, isLive } from "../model/consumer.ts";
import { identifyPodVolume } from "../model/identify-pod-volume.ts";
import type { Inventory } from "../model/inventory.ts";
import { keyOf } from "../model/metadata.ts";
import type { Node } from "../model/node.ts";
import { isPastVolumes, type Placement } from "../model/pod.ts";
import { covers } from "../model/resource.ts";
import { isBound, type Storage } from "../model/storage.ts";
import { CLAIM_KINDS, isClaimKind } from "../model/storage-kind.ts";
import { command, count, listSome } from "../model/text.ts";
import type { Volume } from "../model/volume.ts";
import type { JoinedInventory } from "../sharing/joined-inventory.ts";
import { allowsNode, matchesTerms } from "../sharing/match-node.ts";
import type { Cause, Evidence, Fix, Outlook } from "./cause.ts";
import { dropNodeSelector, isPatchable, kubectl } from "./command.ts";
import { affinityEvidence, nameObject, nodeEvidence, schedulerEvidence } from "./evidence.ts";
import { type Draft, need, type Rule } from "./rule.ts";
import { listConsumers, listPods, nameStorage } from "./wording.ts";

/**
 * A volume of a zone or of a node can be mounted there only. The scheduler knows: a pod that may
 * not go there gets no node. Who was put on a node without it, by `nodeName`, waits there. What was
 * not read of the pod is not held against it.
 */
export const volumeOutOfReach: Rule = {
  id: "volume-out-of-reach",
  summary: "a pod is on no node, or may go to none, that can reach its volume",
  kinds: CLAIM_KINDS,
  needs: [
    need("pods"),
    need("persistentvolumeclaims"),
    {
      anyOf: ["persistentvolumes"],
      extent: "some",
      of: (storage) =>
        isBound(storage) && [...findUnscheduled(storage), ...findPlaced(storage)].length > 0,
    },
    {
      anyOf: ["nodes"],
      extent: "cluster",
      of: (storage, { nodes }) =>
        isPinned(storage) &&
        (findUnscheduled(storage).length > 0 ||
          // Of who has a node that node is enough.
          findPlaced(storage).some(({ node }) => !nodes.has(node ?? ""))),
    },
  ],
  tellsCauses: true,
  citation: page(
    "Persistent Volumes, Node Affinity",
    "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#node-affinity",
  ),
  *check(storage, joined) {
    const { volume } = storage;
    const { inventory } = joined;
    if (volume === null || !isPinned(storage)) return;
    yield* findMisplaced(storage, volume, joined);
    if (!covers(inventory.extents.nodes, null)) return;
    const wanting = (storage.consumers ?? []).filter(
      ({ state }) => state === "unscheduled" || state === "planned",
    );
    if (wanting.length === 0) return;
    const reaching = findReaching([volume], inventory);
    const find = (consumer: Consumer) => findObstacle(storage, volume, consumer, reaching, joined);
    for (const [, consumers] of Map.groupBy(wanting, (it) => find(it)?.text)) {
      const [first] = consumers;
      const obstacle = first ? find(first) : null;
      if (obstacle === null) continue;
      yield {
        severity: consumers.some(isLive) ? "error" : "warning",
        message: `volume ${volume.name} of ${nameStorage(storage)} can be mounted ${describeReach(reaching)}, and ${listConsumers(consumers)} ${obstacle.text}.`,
        hint: describeNext(reaching),
        cause: explain(volume, consumers, { obstacle, reaching }, joined),
      };
    }
  },
};

function isPinned({ volume }: Storage): boolean {
  return (volume?.nodeAffinity ?? []).length > 0;
}

function findUnscheduled({ consumers }: Storage): Consumer[] {
  return (consumers ?? []).filter(({ state }) => state === "unscheduled");
}

/** Who waits on a node, and has not begun with its containers. */
function findPlaced({ consumers }: Storage): Consumer[] {
  return (consumers ?? []).filter(({ state }) => state === "waiting");
}

/** One thing for each node where pods wait and the volume can never be. */
function* findMisplaced(
  storage: Storage,
  volume: Volume,
  joined: JoinedInventory,
): Iterable<Draft> {
  const terms = volume.nodeAffinity ?? [];
  const placed = findPlaced(storage).filter((consumer) => {
    const pod = joined.podOf(consumer);
    return pod === null || !isPastVolumes(pod);
  });
  for (const [name, consumers] of Map.groupBy(placed, ({ node }) => node ?? "")) {
    const node = joined.inventory.nodes.get(name);
    const [first] = consumers;
    if (node === undefined || first === undefined || matchesTerms(terms, node)) continue;
    const affinity = affinityEvidence(volume);
    yield {
      severity: "error",
      message: `volume ${volume.name} of ${nameStorage(storage)} can be mounted only where ${affinity.value}, and node ${name} is not such a node: ${listPods(consumers)} ${consumers.length === 1 ? "was" : "were"} put there all the same, and cannot start.`,
      hint: "Use nodeSelector instead of nodeName: the scheduler then looks at the volume.",
      cause: {
        keeps: consumers,
        evidence: [
          affinity,
          ...labelEvidence(volume, node),
          { object: nameObject(first), field: "spec.nodeName", value: name },
        ],
        outlook: {
          endsByItself: false,
          text: "A pod stays on the node that it was given, and where a volume can be mounted is fixed.",
        },
        fixes: [placeAnew(first, joined), MOVE_DATA],
      },
    };
  }
}

/** What the node says to the labels that the volume asks for. */
function labelEvidence({ nodeAffinity }: Volume, { name, labels }: Node): Evidence[] {
  const keys = new Set(
    (nodeAffinity ?? []).flatMap(({ expressions }) => expressions.map(({ key }) => key)),
  );
  return [...keys]
    .filter((key) => key !== "metadata.name")
    .map((key) => ({
      object: `Node ${name}`,
      field: `metadata.labels[${key}]`,
      value: labels[key] ?? "not there",
    }));
}

/** The scheduler must be asked: what the pod's own nodeName says it does not get to see. */
function placeAnew(consumer: Consumer, joined: JoinedInventory): Fix {
  const { namespace, pod, workload } = consumer;
  if (workload === null) {
    return {
      text: "Make the pod anew without nodeName; a nodeSelector may say where it should go, if the volume can be mounted there.",
      commands: [
        kubectl(namespace, "get", "pod", pod ?? "", "-o", "yaml"),
        kubectl(namespace, "delete", "pod", pod ?? ""),
      ],
      loses: "The pod, until it is made again: nobody else does.",
    };
  }
  const template = joined.workloadOf(namespace, workload)?.template ?? null;
  const isInTemplate = template?.placement.nodeName != null;
  return {
    text: isInTemplate
      ? `Take nodeName out of the template of ${workload.kind} ${workload.name}: the scheduler then places its pods where the volume can be mounted.`
      : `Delete the pod: ${workload.kind} ${workload.name} makes another one, which the scheduler places; unless the template says nodeName, or the node's labels have changed since.`,
    commands: isInTemplate ? [] : [kubectl(namespace, "delete", "pod", pod ?? "")],
    loses: null,
  };
}

function findReaching(volumes: readonly Volume[], { nodes }: Inventory): Node[] {
  return [...nodes.values()].filter((node) =>
    volumes.every(({ nodeAffinity }) => !nodeAffinity?.length || matchesTerms(nodeAffinity, node)),
  );
}

/** `on node-a only`, `on no node of this cluster` */
function describeReach(reaching: readonly Node[]): string {
  if (reaching.length === 0) return "on no node of this cluster";
  return `on ${listSome(reaching.map(({ name }) => name))} only`;
}

/** What keeps a pod from every node that reaches the volume. */
interface Obstacle {
  kind: "no-node" | "placement" | "cordoned" | "other-volume" | "scheduler";
  /** Completes "the pod …". */
  text: string;
  /** The volume that cannot be mounted where this one can. */
  apart: Volume | null;
}

/** null: nothing that was read keeps it away. */
function findObstacle(
  storage: Storage,
  volume: Volume,
  consumer: Consumer,
  reaching: readonly Node[],
  joined: JoinedInventory,
): Obstacle | null {
  if (reaching.length === 0) {
    return { kind: "no-node", text: "can go nowhere else", apart: null };
  }
  const placement = findPlacement(consumer, joined);
  const allowed = placement ? reaching.filter((node) => allowsNode(placement, node)) : reaching;
  if (allowed.length === 0) {
    const text = "may not go there by its own nodeSelector or node affinity";
    return { kind: "placement", text, apart: null };
  }
  // Pods of a DaemonSet go to cordoned nodes too.
  const isBarred = consumer.workload?.kind !== "DaemonSet";
  if (isBarred && allowed.every((node) => node.unschedulable)) {
    return { kind: "cordoned", text: "cannot go there while it is cordoned", apart: null };
  }
  const others = findOtherVolumes(consumer, storage, joined);
  const apart = others.find((it) => findReaching([volume, it], joined.inventory).length === 0);
  if (apart) {
    const text = `also needs volume ${apart.name}, which cannot be mounted there`;
    return { kind: "other-volume", text, apart };
  }
  // Taints, room and further affinities were not read: the scheduler's own words tell of them.
  return isRefusedFor(consumer, joined)
    ? {
        kind: "scheduler",
        text: "is refused by the scheduler there for another reason",
        apart: null,
      }
    : null;
}

/** The scheduler says that other nodes are out of the volume's reach. */
function isRefusedFor(consumer: Consumer, joined: JoinedInventory): boolean {
  const text = joined.podOf(consumer)?.progress?.unschedulable?.message ?? "";
  return matchMessage("FailedScheduling", text).some(
    ({ message }) => message.id === "node-affinity",
  );
}

/** null: not read. */
function findPlacement(consumer: Consumer, joined: JoinedInventory): Placement | null {
  if (consumer.pod === null) return joined.templateOf(consumer)?.placement ?? null;
  return joined.podOf(consumer)?.progress?.placement ?? null;
}

/** The volumes of the pod's other claims. */
function findOtherVolumes(consumer: Consumer, storage: Storage, joined: JoinedInventory): Volume[] {
  const pod = joined.podOf(consumer);
  if (pod === null) return [];
  const { claims, volumes } = joined.inventory;
  return pod.spec.volumes.flatMap((podVolume) => {
    const identity = identifyPodVolume(pod, podVolume, claims);
    if (identity === null || !isClaimKind(identity.kind) || identity.name === storage.name)
      return [];
    const claim = claims.get(keyOf(pod.namespace, identity.name)) ?? null;
    const volume = isBound({ claim }) ? volumes.get(claim?.volumeName ?? "") : undefined;
    return volume ? [volume] : [];
  });
}

function describeNext(reaching: readonly Node[]): string {
  if (reaching.length === 0) {
    return "Add a node that the volume's node affinity matches, or move the data to a volume that the pod can reach.";
  }
  const cordoned = reaching.filter(({ unschedulable }) => unschedulable);
  const [first] = cordoned;
  return first && cordoned.length === reaching.length
    ? command("kubectl", "uncordon", first.name)
    : "Let the pod go where the volume is, or move the data to a volume that the pod can reach.";
}

function explain(
  volume: Volume,
  keeps: readonly Consumer[],
  { obstacle, reaching }: { obstacle: Obstacle; reaching: readonly Node[] },
  joined: JoinedInventory,
): Cause {
  const { nodes } = joined.inventory;
  const [first] = keeps;
  const placement = first ? findPlacement(first, joined) : null;
  const selector = Object.entries(placement?.nodeSelector ?? {});
  const evidence: Evidence[] = [
    affinityEvidence(volume),
    ...(obstacle.apart ? [affinityEvidence(obstacle.apart)] : []),
    {
      object: "Nodes",
      field: "metadata.labels",
      value: `${count(reaching.length, "node")} of ${nodes.size} match`,
    },
    ...reaching.filter((node) => node.unschedulable).flatMap(nodeEvidence),
    ...(first && selector.length > 0
      ? [
          {
            object: nameObject(first),
            field: "spec.nodeSelector",
            value: selector.map(([key, value]) => `${key}: ${value}`).join(", "),
          },
        ]
      : []),
    ...(first && placement?.affinityNodes
      ? [
          {
            object: nameObject(first),
            field: "spec.affinity.nodeAffinity",
            value: placement.affinityNodes.join(", "),
          },
        ]
      : []),
    ...keeps.flatMap((consumer) => schedulerEvidence(joined.podOf(consumer))).slice(0, 1),
  ];
  return {
    keeps,
    evidence,
    outlook: OUTLOOKS[obstacle.kind],
    fixes: [
      ...uncordon(reaching, placement),
      ...dropSelector(first, obstacle.kind === "placement" && selector.length > 0),
      ...(obstacle.kind === "other-volume" ? [] : addNode(volume, reaching, placement)),
      MOVE_DATA,
    ],
  };
}

const MOVE_DATA: Fix = {
  text: "Move the data: a snapshot or a copy, restored where the pod may go. For later claims a class with WaitForFirstConsumer makes the volume where the pod is.",
  commands: ["kubectl shared explain classes"],
  loses: "What is written to the old volume after the copy was taken.",
};

const OUTLOOKS: Readonly<Record<Obstacle["kind"], Outlook>> = {
  "no-node": {
    endsByItself: false,
    text: "Not before a node comes that matches the volume's node affinity; an autoscaler may bring one.",
  },
  placement: {
    endsByItself: false,
    text: "Where a volume can be mounted is fixed: the pod must be let go there.",
  },
  cordoned: {
    endsByItself: false,
    text: "Not before somebody lets pods onto such a node again, or a new one comes.",
  },
  "other-volume": {
    endsByItself: false,
    text: "Where a volume can be mounted is fixed: no node can have both.",
  },
  scheduler: {
    endsByItself: null,
    text: "What the scheduler refuses it there for, room or a taint, may pass; what was read does not tell.",
  },
};

/** No use where there are such nodes, and the pod asks for others. */
function addNode(volume: Volume, reaching: readonly Node[], placement: Placement | null): Fix[] {
  if (reaching.length > 0 && findAllowed(reaching, placement).length === 0) return [];
  return [
    {
      text: `Add a node that matches: ${affinityEvidence(volume).value}.`,
      commands: [],
      loses: null,
    },
  ];
}

/** Those that the pod itself may go to; what was not read of it is not held against it. */
function findAllowed(reaching: readonly Node[], placement: Placement | null): readonly Node[] {
  return placement ? reaching.filter((node) => allowsNode(placement, node)) : reaching;
}

function uncordon(reaching: readonly Node[], placement: Placement | null): Fix[] {
  const allowed = findAllowed(reaching, placement);
  const [first] = allowed.filter((node) => node.unschedulable);
  if (!first || !allowed.every((node) => node.unschedulable)) return [];
  return [
    {
      text: `Let pods onto ${first.name} again, if whoever cordoned it is done.`,
      commands: [command("kubectl", "uncordon", first.name)],
      loses: null,
    },
  ];
}

function dropSelector(consumer: Consumer | undefined, hasSelector: boolean): Fix[] {
  if (!consumer || !hasSelector) return [];
  const { namespace, workload } = consumer;
  if (workload === null || !isPatchable(workload)) {
    return [{ text: "Make the pod anew without the nodeSelector.", commands: [], loses: null }];
  }
  return [
    {
      text: `Let the pods of ${workload.kind} ${workload.name} go to any node.`,
      commands: [dropNodeSelector(namespace, workload)],
      loses: "What the nodeSelector was for.",
    },
  ];
}
