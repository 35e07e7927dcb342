import type { Claim } from "../../../../../../src/core/model/claim.ts";
import type { Inventory } from "../../../../../../src/core/model/inventory.ts";
import type { Pod } from "../../../../../../src/core/model/pod.ts";
import { CLAIM_KINDS } from "../../../../../../src/core/model/storage-kind.ts";
import type {
  NodeSelectorTerm,
  Volume,
  VolumeSource,
} from "../../../../../../src/core/model/volume.ts";
import { explainClaim } from "../../../../../../src/core/reports/object/explain/explain-claim.ts";
import type {
  ClaimExplanation,
  PlacementAnswer,
} from "../../../../../../src/core/reports/object/object-report.ts";
import { findStorages } from "../../../../../../src/core/sharing/find-storages.ts";
import { JoinedInventory } from "../../../../../../src/core/sharing/joined-inventory.ts";
import { aClaim, aNode, anInventory, aPod, aVolume, claimSource } from "../../../objects.ts";

// A shop with three nodes in two zones, as explanations are tested on it.

export const NODES = [
  aNode("node-a"),
  aNode("node-b"),
  aNode("node-c", {
    labels: { "kubernetes.io/hostname": "node-c", "topology.kubernetes.io/zone": "eu-1b" },
  }),
];

export const inZone = (...zones: string[]): NodeSelectorTerm[] => [
  { expressions: [{ key: "topology.kubernetes.io/zone", operator: "In", values: zones }] },
];

export const onNode = (node: string): NodeSelectorTerm[] => [
  { expressions: [{ key: "kubernetes.io/hostname", operator: "In", values: [node] }] },
];

export function csi(driver: string, attributes: Record<string, string> = {}): VolumeSource {
  return { plugin: "csi", driver, handle: "h", readOnly: false, attributes };
}

export function inTree(plugin: string, attributes: Record<string, string> = {}): VolumeSource {
  return { plugin, driver: null, handle: null, readOnly: false, attributes };
}

/** The claim media, bound to pv-media, which a pod on node-a uses. */
export function aShop(
  claim: Partial<Claim> = {},
  volume: Partial<Volume> = {},
  others: Parameters<typeof anInventory>[0] = {},
): Inventory {
  const modes = volume.grantedModes ?? claim.requestedModes ?? ["ReadWriteOnce"];
  const volumeMode = claim.volumeMode ?? "Filesystem";
  return anInventory({
    claims: [aClaim("media", { grantedModes: modes, ...claim })],
    volumes: [aVolume("media", { grantedModes: modes, volumeMode, ...volume })],
    pods: [aUser("web-0")],
    nodes: NODES,
    ...others,
  });
}

export function aUser(name: string, changes: Partial<Pod> = {}): Pod {
  return aPod(name, { data: claimSource("media") }, { uid: `uid-${name}`, ...changes });
}

export function join(inventory: Inventory): JoinedInventory {
  const planned = inventory.source.kind === "snapshot";
  return new JoinedInventory(inventory, findStorages(inventory, new Set(CLAIM_KINDS), planned));
}

/** The claim shop/media explained. */
export function explain(inventory: Inventory): ClaimExplanation {
  const joined = join(inventory);
  const storage = joined.findStorage("PersistentVolumeClaim/shop/media");
  if (!storage) throw new Error("the inventory has no claim shop/media");
  return explainClaim(storage, joined);
}

/** `yes no no no`: same node, other node, other zone, other namespace. */
export function placesOf({ oneMorePod }: ClaimExplanation): string {
  return oneMorePod.map(({ answer }) => answer).join(" ");
}

/** `yes no conditional yes`: in the usual order of the modes. */
export function modesOf({ modes }: Pick<ClaimExplanation, "modes">): string {
  return modes.map(({ answer }) => answer).join(" ");
}

export function placeOf(
  explained: ClaimExplanation,
  place: PlacementAnswer["place"],
): PlacementAnswer {
  const found = explained.oneMorePod.find((it) => it.place === place);
  if (!found) throw new Error(`no answer for ${place}`);
  return found;
}
