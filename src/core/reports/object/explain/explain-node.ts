import { page, repository } from "../../../../knowledge/citation.ts";
import { type Consumer, isLive, keyOfConsumer } from "../../../model/consumer.ts";
import { isOutOfService, isReady, type Node, zoneOf } from "../../../model/node.ts";
import { isFinished, type Pod } from "../../../model/pod.ts";
import { covers } from "../../../model/resource.ts";
import { isReadWriteOnce, type Storage } from "../../../model/storage.ts";
import { isClaimKind } from "../../../model/storage-kind.ts";
import { count, listSome } from "../../../model/text.ts";
import { describeAttach } from "../../../sharing/attach.ts";
import { consumerOfPod } from "../../../sharing/join-consumers.ts";
import type { JoinedInventory } from "../../../sharing/joined-inventory.ts";
import { findPinnedNode } from "../../../sharing/pinned-node.ts";
import { zonesOfVolume } from "../../../sharing/zones.ts";
import type {
  BrokenSharing,
  LostStorage,
  NodeExplanation,
  PinnedVolume,
  PodFate,
  Remark,
} from "../object-report.ts";
import { decideFate } from "./decide-fate.ts";
import { describeDeadNode } from "./describe-dead-node.ts";
import { accessModes, multiAttach, nodeAffinity } from "./kubernetes-citations.ts";
import { remark } from "./remark.ts";
import { groupByConsumer } from "./survey.ts";

const website = repository("kubernetes/website");
const drain = website.file("content/en/docs/tasks/administer-cluster/safely-drain-node.md");
const volumes = "content/en/docs/concepts/storage/volumes.md";
const emptyDir = website.file(volumes, "emptyDir");
const hostPath = website.file(volumes, "hostPath");
const drainCommand = page(
  "kubernetes.io: kubectl drain",
  "https://kubernetes.io/docs/reference/kubectl/generated/kubectl_drain/",
);
const forcedDetach = page(
  "kubernetes.io: Node Shutdowns, forced storage detach on timeout",
  "https://kubernetes.io/docs/concepts/cluster-administration/node-shutdown/#storage-force-detach-on-timeout",
);

/**
 * What happens if the node goes: to its pods, by who made them, and to the storage that they use
 * here.
 *
 * @param storages those used here or attached here
 */
export function explainNode(
  name: string,
  storages: readonly Storage[],
  joined: JoinedInventory,
): NodeExplanation {
  const { inventory } = joined;
  const node = inventory.nodes.get(name);
  const zone = node === undefined ? null : zoneOf(node);
  const neighbours = zone === null ? null : findNeighbours(name, zone, joined);
  const pods = inventory.pods.filter((pod) => pod.node === name && !isFinished(pod));
  const fixed = storages.filter(({ volume }) => findPinnedNode(volume) === name);
  const fixedOf = groupByConsumer(fixed, joined);
  const fates = pods.map((pod) => fateOf(pod, fixedOf, joined));
  const lost = findLost(name, storages);
  return {
    name,
    ready: node === undefined || node.ready === null ? null : isReady(node),
    readySince: node?.readySince ?? null,
    unschedulable: node?.unschedulable ?? null,
    outOfService: node === undefined ? null : isOutOfService(node),
    zone,
    otherNodesInZone: neighbours?.length ?? null,
    pods: fates,
    pinned: findPinned(name, zone, neighbours, storages),
    lost,
    broken: findBroken(name, storages, joined),
    remarks: [
      ...describeHealth(node, joined),
      ...describeAttached(name, storages, joined),
      ...(isSilent(node) ? [] : describeDrain(name, fates, lost)),
    ],
  };
}

/** Other nodes of the zone; null: the nodes were not all read. */
function findNeighbours(name: string, zone: string, { inventory }: JoinedInventory): Node[] | null {
  if (!covers(inventory.extents.nodes, null)) return null;
  return [...inventory.nodes.values()].filter(
    (other) => other.name !== name && zoneOf(other) === zone,
  );
}

/** @param fixed by consumer the storage that no other node can have */
function fateOf(
  pod: Pod,
  fixed: ReadonlyMap<string, readonly Storage[]>,
  { inventory }: JoinedInventory,
): PodFate {
  const consumer = consumerOfPod(pod, inventory);
  const storages = fixed.get(keyOfConsumer(consumer)) ?? [];
  return decideFate(
    pod,
    consumer,
    storages.flatMap(({ volume }) => volume?.name ?? []),
  );
}

function findPinned(
  node: string,
  zone: string | null,
  neighbours: readonly Node[] | null,
  storages: readonly Storage[],
): PinnedVolume[] {
  return storages.flatMap(({ id, volume }): PinnedVolume[] => {
    if (volume === null) return [];
    if (findPinnedNode(volume) === node) {
      const because = remark(
        "its node affinity names this node only: it is there again when the node is",
        nodeAffinity,
      );
      return [{ id, volume: volume.name, to: "node", where: [node], because }];
    }
    const zones = zonesOfVolume(volume);
    if (zone === null || !zones.includes(zone)) return [];
    const because = remark(describeZone(zones, zone, neighbours), nodeAffinity);
    return [{ id, volume: volume.name, to: "zone", where: zones, because }];
  });
}

function describeZone(
  zones: readonly string[],
  zone: string,
  neighbours: readonly Node[] | null,
): string {
  const others = zones.filter((it) => it !== zone);
  if (others.length > 0) return `it can also be mounted in ${listSome(others)}`;
  if (neighbours === null) return "which other nodes are in that zone was not read";
  const fit = neighbours.filter((node) => isReady(node) && !node.unschedulable);
  if (fit.length > 0) return `${listNodes(fit)} of that zone can have it`;
  return neighbours.length === 0
    ? "no other node is in that zone: its pods wait until one is"
    : `of that zone there is only ${listNodes(neighbours)}, not ready or cordoned: its pods wait until one is`;
}

function listNodes(nodes: readonly Node[]): string {
  return listSome(nodes.map(({ name }) => name));
}

/** What lies on the node's own disk, or in its memory. */
function findLost(node: string, storages: readonly Storage[]): LostStorage[] {
  return storages.flatMap((storage): LostStorage[] => {
    const users = liveOn(node, storage);
    const pods = users.map(nameWithNamespace);
    if (users.length === 0) return [];
    const { id, kind, sources } = storage;
    if (kind === "EmptyDir") {
      const isInMemory = sources.some((it) => it.kind === "EmptyDir" && it.medium === "Memory");
      const because = isInMemory
        ? "it is in the node's memory, and is deleted with its pod"
        : "it is on the node's disk, and is deleted with its pod";
      return [{ id, kind, pods, because: remark(because, emptyDir) }];
    }
    if (kind === "HostPath" && storage.node === node) {
      const because = "it is a path of this node: a pod elsewhere finds another one";
      return [{ id, kind, pods, because: remark(because, hostPath) }];
    }
    return [];
  });
}

/** Nothing but chance keeps the pods of a ReadWriteOnce claim on one node. */
function findBroken(
  node: string,
  storages: readonly Storage[],
  joined: JoinedInventory,
): BrokenSharing[] {
  return storages.flatMap((storage) => {
    const users = liveOn(node, storage).filter(({ state }) => state !== "terminating");
    if (!isClaimKind(storage.kind) || users.length < 2 || !isReadWriteOnce(storage)) return [];
    if (findPinnedNode(storage.volume) !== null) return [];
    const { attaches, driver } = describeAttach(storage, joined.inventory);
    if (attaches === false) return [];
    const text =
      attaches === true
        ? "it is ReadWriteOnce: the pods can have it together only because they are all here; afterwards they may land on several nodes, and all but those on one wait"
        : `it is ReadWriteOnce, and whether ${driver ?? "its driver"} enforces that is not known: on several nodes some of its pods may wait`;
    const because = remark(text, accessModes, multiAttach);
    return [{ id: storage.id, pods: users.map(nameWithNamespace), because }];
  });
}

function liveOn(node: string, { consumers }: Storage): Consumer[] {
  return (consumers ?? []).filter((consumer) => consumer.node === node && isLive(consumer));
}

function nameWithNamespace({ namespace, pod }: Consumer): string {
  return `${namespace}/${pod}`;
}

function describeHealth(node: Node | undefined, { inventory }: JoinedInventory): Remark[] {
  return [
    ...(inventory.extents.pods?.of === "none"
      ? [remark("Its pods could not be read: what would become of them is unknown.")]
      : []),
    ...(node === undefined
      ? [remark("The Node object is not among what was read: whether it is ready is unknown.")]
      : describeDeadNode(node)),
  ];
}

/** How the volumes that are attached here come free. */
function describeAttached(
  node: string,
  storages: readonly Storage[],
  joined: JoinedInventory,
): Remark[] {
  const attached = storages.filter((storage) =>
    joined.attachmentsOf(storage).some((it) => it.node === node && it.attached),
  );
  if (attached.length === 0) return [];
  const subject = `${count(attached.length, "volume")} of claims ${attached.length === 1 ? "is" : "are"} attached here`;
  const drained = isSilent(joined.inventory.nodes.get(node))
    ? ""
    : " In a drain each is detached when its pods have ended.";
  return [
    remark(
      `${subject}.${drained} If the node just dies, each stays attached for about six minutes after its pods' objects are gone (unless that is switched off), and a pod that stays Terminating keeps it longer.`,
      forcedDetach,
    ),
  ];
}

/** Nobody there would end the pods that a drain evicts. */
function isSilent(node: Node | undefined): boolean {
  return node !== undefined && (node.ready === "Unknown" || isOutOfService(node));
}

function describeDrain(
  name: string,
  fates: readonly PodFate[],
  lost: readonly LostStorage[],
): Remark[] {
  const emptyDirs = lost.filter(({ kind }) => kind === "EmptyDir").length;
  const bare = fates.filter(({ workload }) => workload === null);
  const loses =
    emptyDirs === 0
      ? "no emptyDir is lost by it"
      : `it deletes what is in ${count(emptyDirs, "emptyDir")}`;
  return [
    remark(
      `To empty it in order: \`kubectl drain ${name} --ignore-daemonsets --delete-emptydir-data\`; ${loses}.`,
      drain,
    ),
    ...(bare.length === 0
      ? []
      : [
          remark(
            `It refuses while there is a pod that nobody makes anew (${listSome(bare.map((pod) => `${pod.namespace}/${pod.name}`))}); --force ends such a pod for good.`,
            drainCommand,
          ),
        ]),
  ];
}
