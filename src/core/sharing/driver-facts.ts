import type { Backend, BackendVolume } from "../../knowledge/backend.ts";
import { findDriver, isAttachable } from "../../knowledge/drivers.ts";
import { identifyBackend } from "../../knowledge/identify-backend.ts";
import { findInTreePlugin } from "../../knowledge/in-tree-plugins.ts";
import { describeReadOnlyManyMount, resolveDriver } from "../../knowledge/resolve-driver.ts";
import { isReadOnlyMany } from "../model/access-mode.ts";
import { nameInTreeBackend } from "../model/in-tree-backend.ts";
import type { Inventory } from "../model/inventory.ts";
import { covers } from "../model/resource.ts";
import { effectiveModes, isBound, type Storage } from "../model/storage.ts";
import type { Volume } from "../model/volume.ts";
import { findPinnedNode } from "./pinned-node.ts";

// What the knowledge says of the objects at hand. The live object beats the table.

/**
 * Who handles the volume today: the CSI driver, the one that an in-tree plugin was moved to, or the
 * plugin by its field's name, `nfs`. null: a manifest names none.
 */
export function driverOf({ source }: Volume): string | null {
  const { plugin } = source;
  if (plugin === "csi") return source.driver;
  const handledBy = findInTreePlugin(plugin)?.handledBy;
  return handledBy && !handledBy.startsWith("kubernetes.io/") ? handledBy : plugin || null;
}

export interface Attach {
  /** null: neither the CSIDriver object nor the table says. */
  attaches: boolean | null;
  /** The driver's name; null: not known. */
  driver: string | null;
}

/**
 * Whether the attach-detach controller handles the storage, and so enforces ReadWriteOnce. Where
 * there is no volume, or none that may be read, its provisioner stands for the driver.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/volume/csi/csi_plugin.go skipAttach:
 *   a CSI driver without a CSIDriver object attaches
 */
export function describeAttach({ claim, volume }: Storage, inventory: Inventory): Attach {
  const { classes, drivers, extents } = inventory;
  const provisioner = classes.get(claim?.storageClass ?? "")?.provisioner;
  const driver = volume ? driverOf(volume) : (provisioner ?? claim?.provisioner ?? null);
  if (driver === null) return { attaches: null, driver };
  const isMissing =
    volume?.source.plugin === "csi" && !drivers.has(driver) && covers(extents.csidrivers, null);
  const installed = isMissing ? true : (drivers.get(driver)?.attachRequired ?? null);
  return { attaches: isAttachable(driver, installed), driver };
}

/** It has a volume, whose driver attaches or may do so: no other storage has VolumeAttachments. */
export function mayHaveAttachments(storage: Storage, inventory: Inventory): boolean {
  return isBound(storage) && describeAttach(storage, inventory).attaches !== false;
}

/**
 * Whether the driver itself keeps pods from writing to the storage: it may if the modes in effect
 * are ReadOnlyMany and nothing else. `unknown` also where the driver takes no such volume at all,
 * and where there is no volume that could be read.
 */
export function describeReadOnlyMany(storage: Storage): "forced" | "not-forced" | "unknown" {
  if (!isReadOnlyMany(effectiveModes(storage))) return "not-forced";
  const { volume } = storage;
  const driver = volume && driverOf(volume);
  if (volume === null || driver === null) return "unknown";
  const resolved = resolveDriver(driver, {
    parameters: volume.source.attributes,
    volumeMode: volume.volumeMode,
    accessModes: volume.grantedModes,
  });
  if (resolved === null) return "unknown";
  const { answer } = describeReadOnlyManyMount(resolved.variant, volume.volumeMode);
  return answer === "rejected" ? "unknown" : answer;
}

/** A path of whatever node the pod is on: the same volume holds other data on every node. */
export function isNodePath(volume: Volume): boolean {
  return volume.source.plugin === "hostPath" && findPinnedNode(volume) === null;
}

/** Which place of which backend it is; null: nobody can tell. */
export function backendOf(volume: Volume): Backend | null {
  return identifyBackend(toBackendVolume(volume));
}

/**
 * Whether volumes of its driver can be told apart. Of a driver that nobody has read, equal handles
 * are one backend, but different ones may be one as well.
 */
export function tellsItsBackend(volume: Volume): boolean {
  const driver = driverOf(volume);
  return driver !== null && findDriver(driver) !== null && backendOf(volume) !== null;
}

function toBackendVolume(volume: Volume): BackendVolume {
  const { source, mountOptions } = volume;
  return { source, mountOptions, node: findPinnedNode(volume) };
}

/** Where storage is: its volume, a path of its node, or the backend that its pods name themselves. */
export function placeOfStorage(storage: Storage): Backend | null {
  const { volume, node, name, sources } = storage;
  if (volume !== null) return backendOf(volume);
  if (node !== null) return { realm: `node:${node}`, path: name };
  const [source] = sources;
  if (source?.kind !== "InTree") return null;
  return identifyBackend({ source: source.source, mountOptions: [], node: null });
}

/** `driver handle`: what the kubelet tells CSI volumes apart by; null: no CSI volume. */
export function handleOf({ source }: Volume): string | null {
  return source.driver && source.handle ? `${source.driver} ${source.handle}` : null;
}

/** Driver and backend as the report names them. */
export function describeBackend(volume: Volume): { driver: string | null; handle: string | null } {
  const { source } = volume;
  if (source.plugin === "csi") return { driver: source.driver, handle: source.handle };
  return {
    driver: source.plugin === "" ? null : source.plugin,
    handle: nameInTreeBackend(source) || null,
  };
}
