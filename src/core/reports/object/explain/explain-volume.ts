import { findInTreePlugin } from "../../../../knowledge/in-tree-plugins.ts";
import { isSingleNode, sortModes } from "../../../model/access-mode.ts";
import { isLive } from "../../../model/consumer.ts";
import { keyOf } from "../../../model/metadata.ts";
import { covers } from "../../../model/resource.ts";
import type { Storage } from "../../../model/storage.ts";
import type { Volume } from "../../../model/volume.ts";
import { idOfVolume } from "../../../sharing/find-overlaps.ts";
import type { JoinedInventory } from "../../../sharing/joined-inventory.ts";
import { describeVolume } from "../../describe-storage.ts";
import type { Remark, VolumeExplanation } from "../object-report.ts";
import { describeReach } from "./describe-reach.ts";
import { describeSize } from "./describe-size.ts";
import { describeTerritory } from "./describe-territory.ts";
import { enforcedModes } from "./enforced-modes.ts";
import { describeDriver, identifyHandler } from "./identify-handler.ts";
import { reclaiming } from "./kubernetes-citations.ts";
import { remark } from "./remark.ts";

/** What the volume is and whose; of one that is not there, or not readable, nothing. */
export function explainVolume(name: string, joined: JoinedInventory): VolumeExplanation {
  const { inventory } = joined;
  const volume = inventory.volumes.get(name);
  if (volume === undefined) {
    const isMissing = covers(inventory.extents.persistentvolumes, null);
    const text = isMissing ? `There is no volume ${name}.` : `Volume ${name} could not be read.`;
    return {
      name,
      storage: null,
      driver: null,
      grantedModes: null,
      claim: null,
      reach: { scope: null, where: [], because: remark(text) },
      remarks: [],
    };
  }
  const storage = joined.findStorage(idOfVolume(volume, inventory));
  const own = storage?.volume?.name === name ? storage : undefined;
  const subject = { claim: own?.claim ?? null, volume };
  const handler = identifyHandler(subject, inventory);
  const modes = enforcedModes(subject);
  const running = (own?.consumers ?? []).filter(({ state }) => state === "running");
  return {
    name,
    storage: describeVolume(volume),
    driver: describeDriver(handler),
    grantedModes: sortModes(volume.grantedModes),
    claim: volume.claim,
    reach: describeReach(
      describeTerritory(subject, handler),
      handler,
      modes,
      isSingleNode(modes) ? findNodes(volume, own, joined) : [],
      [...new Set(running.flatMap(({ node }) => node ?? []))].toSorted(),
    ),
    remarks: [
      ...remarkOnClaim(volume, joined),
      ...remarkOnPlugin(volume),
      describeSize(handler, volume.capacity).because,
      ...remarkOnReclaim(volume),
    ],
  };
}

/** Where it is attached, or used where nobody attaches it. */
function findNodes(
  { name }: Volume,
  storage: Storage | undefined,
  { inventory }: JoinedInventory,
): string[] {
  const attached = inventory.attachments.filter((it) => it.volumeName === name && it.attached);
  const users = (storage?.consumers ?? []).filter(isLive);
  const nodes = attached.length > 0 ? attached : users;
  return [...new Set(nodes.flatMap(({ node }) => node ?? []))].toSorted();
}

function remarkOnClaim({ claim, phase }: Volume, { inventory }: JoinedInventory): Remark[] {
  if (phase === "Released" && claim !== null) {
    return [
      remark(
        `Its claim ${claim.namespace}/${claim.name} is gone. No other claim gets the volume while its spec.claimRef names that one.`,
        reclaiming,
      ),
    ];
  }
  if (phase === "Failed") {
    return [remark("Kubernetes could not reclaim it; its status says why.", reclaiming)];
  }
  if (claim === null || phase === null) return [];
  const { namespace, name } = claim;
  const isRead = covers(inventory.extents.persistentvolumeclaims, namespace);
  return isRead && !inventory.claims.has(keyOf(namespace, name))
    ? [remark(`It is reserved for claim ${namespace}/${name}, which is not there.`)]
    : [];
}

/** A plugin that left Kubernetes: who handles its volumes now, if anybody. */
function remarkOnPlugin({ source }: Volume): Remark[] {
  const plugin = findInTreePlugin(source.plugin);
  if (plugin === null || plugin.handledBy === plugin.name || source.plugin === "local") return [];
  if (plugin.handledBy === null) return plugin.notes.map((it) => remark(it.value, ...it.citations));
  const since = plugin.migrated.value === null ? "" : ` since Kubernetes ${plugin.migrated.value}`;
  return [
    remark(
      `Volumes of ${source.plugin} are handled by ${plugin.handledBy}${since}, which must be installed.`,
      ...plugin.migrated.citations,
    ),
    ...plugin.notes.map((it) => remark(it.value, ...it.citations)),
  ];
}

function remarkOnReclaim({ reclaimPolicy, claim }: Volume): Remark[] {
  if (claim === null) return [];
  if (reclaimPolicy === "Delete") {
    return [
      remark(
        "It is deleted with its claim (reclaim policy Delete), and the data with it as far as the driver deletes data.",
        reclaiming,
      ),
    ];
  }
  return reclaimPolicy === "Retain"
    ? [
        remark(
          "It stays with its data when its claim is deleted (reclaim policy Retain).",
          reclaiming,
        ),
      ]
    : [];
}
