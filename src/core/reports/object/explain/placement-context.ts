import { type AccessMode, isSingleNode, isSinglePod } from "../../../model/access-mode.ts";
import type { Claim, VolumeMode } from "../../../model/claim.ts";
import { type Consumer, isLive } from "../../../model/consumer.ts";
import type { Inventory } from "../../../model/inventory.ts";
import { isReady, type Node, zoneOf } from "../../../model/node.ts";
import { covers } from "../../../model/resource.ts";
import { isBound, type Storage } from "../../../model/storage.ts";
import { classOfClaim } from "../../../sharing/class-of-claim.ts";
import type { JoinedInventory } from "../../../sharing/joined-inventory.ts";
import { matchesTerms } from "../../../sharing/match-node.ts";
import { zonesOfNodes } from "../../../sharing/zones.ts";
import type { ModeAnswer } from "../object-report.ts";
import { answerMode } from "./answer-mode.ts";
import { describeTerritory, type Territory } from "./describe-territory.ts";
import { enforcedModes } from "./enforced-modes.ts";
import type { Handler } from "./identify-handler.ts";

/** What the answers about one more pod rest on. */
export interface PlacementContext {
  storage: Storage;
  claim: Claim;
  handler: Handler;
  territory: Territory;
  volumeMode: VolumeMode;
  modes: readonly AccessMode[];
  /** The strictest that counts: of several modes a "Many" one opens the others. */
  rule: "pod" | "node" | "many";
  /** The driver's word on the mode that the volume is used in; null: it has none that is known. */
  support: ModeAnswer | null;
  /** Live pods, and planned ones where nobody is there yet; null: not all could be read. */
  users: readonly Consumer[] | null;
  /** Nodes where it is in use, not those where a pod only waits for it. */
  usedNodes: readonly string[];
  /** Nodes on which pods run with it now: what works is proven. */
  provenNodes: readonly string[];
  provenPods: number;
  /** By name; null: not all could be read. */
  nodes: readonly Node[] | null;
  zones: readonly string[];
  /**
   * The class makes the volume where the first pod is put, and none has been: nothing has decided
   * yet where that is.
   */
  followsPod: boolean;
}

/** Everything about the storage that decides where one more pod of it could be. */
export function openContext(
  storage: Storage & { claim: Claim },
  handler: Handler,
  joined: JoinedInventory,
): PlacementContext {
  const { inventory } = joined;
  const { claim, volume } = storage;
  const territory = describeTerritory(storage, handler);
  const modes = enforcedModes(storage);
  const volumeMode = volume?.volumeMode ?? claim.volumeMode;
  const rule = isSinglePod(modes) ? "pod" : isSingleNode(modes) ? "node" : "many";
  const users = findUsers(storage, inventory);
  const running = (storage.consumers ?? []).filter(({ state }) => state === "running");
  const nodes = covers(inventory.extents.nodes, null)
    ? [...inventory.nodes.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1))
    : null;
  const usedNodes = findUsedNodes(storage, rule, joined);
  const binding = classOfClaim(claim, inventory)?.bindingMode;
  const isPlaced = usedNodes.length > 0 || claim.selectedNode !== null;
  const isPlan = users?.some(({ state }) => state === "planned") ?? false;
  return {
    storage,
    claim,
    handler,
    territory,
    volumeMode,
    modes,
    rule,
    support: supportOf(handler, modes, volumeMode),
    users,
    usedNodes,
    provenNodes: namesOf(running),
    provenPods: running.length,
    nodes,
    zones: nodes === null ? [] : zonesOfNodes(nodes),
    followsPod: !isBound(storage) && binding === "WaitForFirstConsumer" && !isPlaced && !isPlan,
  };
}

function findUsers({ consumers, namespace }: Storage, inventory: Inventory): Consumer[] | null {
  if (consumers === null) return null;
  const live = consumers.filter(isLive);
  if (live.length > 0) return live;
  if (!covers(inventory.extents.pods, namespace)) {
    const isPlan = inventory.source.kind === "snapshot" && consumers.length > 0;
    return isPlan ? consumers.filter(({ state }) => state === "planned") : null;
  }
  return consumers.filter(({ state }) => state === "planned");
}

/**
 * A volume for one node is in use where it is attached; without that where pods have started, and
 * before any has, where they are put.
 */
function findUsedNodes(
  storage: Storage,
  rule: PlacementContext["rule"],
  joined: JoinedInventory,
): string[] {
  const attached = joined.attachmentsOf(storage).filter((it) => it.attached);
  if (rule !== "many" && attached.length > 0) {
    return [...new Set(attached.map(({ node }) => node))].toSorted();
  }
  const live = (storage.consumers ?? []).filter(isLive);
  const started = namesOf(live.filter(({ state }) => state !== "waiting"));
  return started.length > 0 ? started : namesOf(live);
}

function namesOf(consumers: readonly Consumer[]): string[] {
  return [...new Set(consumers.flatMap(({ node }) => node ?? []))].toSorted();
}

/** The widest mode is the one that decides: a volume may have several. */
function supportOf(
  handler: Handler,
  modes: readonly AccessMode[],
  volumeMode: VolumeMode,
): ModeAnswer | null {
  const widest = (
    ["ReadWriteMany", "ReadOnlyMany", "ReadWriteOnce", "ReadWriteOncePod"] as const
  ).find((mode) => modes.includes(mode));
  return widest === undefined ? null : answerMode(handler, widest, volumeMode);
}

/** The claim has a volume; what it says can be relied on. */
export function hasVolume({ claim }: PlacementContext): boolean {
  return isBound({ claim });
}

/** Other nodes that the volume's own node affinity leaves, the best example first. */
export function otherNodes(context: PlacementContext): Node[] {
  const { nodes, usedNodes, storage, territory } = context;
  const used = new Set(usedNodes.length > 0 ? usedNodes : territoryNode(territory));
  const terms = storage.volume?.nodeAffinity ?? null;
  const zones = new Set(zonesInUse(context));
  const isNear = (node: Node) => zones.has(zoneOf(node) ?? "");
  return (nodes ?? [])
    .filter((node) => !used.has(node.name))
    .filter((node) => terms === null || matchesTerms(terms, node))
    .toSorted(
      (a, b) =>
        Number(isReady(b) && !b.unschedulable) - Number(isReady(a) && !a.unschedulable) ||
        Number(isNear(b)) - Number(isNear(a)),
    );
}

function territoryNode({ scope, where }: Territory): readonly string[] {
  return scope === "node" ? where : [];
}

/** Where its pods are, else the one zone where the volume is. */
export function zonesInUse({ nodes, usedNodes, territory }: PlacementContext): string[] {
  const used = (nodes ?? []).filter(({ name }) => usedNodes.includes(name));
  const zones = zonesOfNodes(used);
  if (zones.length > 0) return zones;
  return territory.scope === "zone" && territory.where.length === 1 ? territory.where : [];
}
