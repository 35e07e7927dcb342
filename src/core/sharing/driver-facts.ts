import type { Backend, BackendVolume } from "../../knowledge/backend.ts";
import { isAttachable } from "../../knowledge/drivers.ts";
import { identifyBackend } from "../../knowledge/identify-backend.ts";
import { findInTreePlugin } from "../../knowledge/in-tree-plugins.ts";
import { describeReadOnlyManyMount, resolveDriver } from "../../knowledge/resolve-driver.ts";
import { isReadOnlyMany } from "../model/access-mode.ts";
import type { Inventory } from "../model/inventory.ts";
import { covers } from "../model/resource.ts";
import type { Storage } from "../model/storage.ts";
import type { Volume, VolumeSource } from "../model/volume.ts";

// What the knowledge says of the objects at hand. The live object beats the table.

/** Who handles the volume today: the CSI driver, or what the in-tree plugin was moved to. */
export function driverOf({ source }: Volume): string | null {
  if (source.plugin === "csi") return source.driver;
  return source.plugin === ""
    ? null
    : (findInTreePlugin(source.plugin)?.handledBy ?? source.plugin);
}

export interface Attach {
  /** null: neither the CSIDriver object nor the table says. */
  attaches: boolean | null;
  /** The driver's name; null: not known. */
  driver: string | null;
}

/**
 * Whether the attach-detach controller handles the storage, and so enforces ReadWriteOnce. Before
 * there is a volume, its class's provisioner stands for the driver.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/volume/csi/csi_plugin.go skipAttach:
 *   a CSI driver without a CSIDriver object attaches
 */
export function describeAttach({ claim, volume }: Storage, inventory: Inventory): Attach {
  const { classes, drivers, extents } = inventory;
  const provisioner = classes.get(claim?.storageClass ?? "")?.provisioner ?? null;
  const driver = volume ? driverOf(volume) : provisioner;
  if (driver === null) return { attaches: null, driver };
  const isMissing =
    volume?.source.plugin === "csi" && !drivers.has(driver) && covers(extents.csidrivers, null);
  const installed = isMissing ? true : (drivers.get(driver)?.attachRequired ?? null);
  return { attaches: isAttachable(driver, installed), driver };
}

/**
 * Whether the driver itself keeps pods from writing to the volume: it may if the volume's modes
 * are ReadOnlyMany and nothing else. `unknown` also where the driver takes no such volume at all.
 */
export function describeReadOnlyMany(volume: Volume): "forced" | "not-forced" | "unknown" {
  if (!isReadOnlyMany(volume.grantedModes)) return "not-forced";
  const driver = driverOf(volume);
  const resolved =
    driver === null
      ? null
      : resolveDriver(driver, {
          parameters: volume.source.attributes,
          volumeMode: volume.volumeMode,
          accessModes: volume.grantedModes,
        });
  if (resolved === null) return "unknown";
  const { answer } = describeReadOnlyManyMount(resolved.variant, volume.volumeMode);
  return answer === "rejected" ? "unknown" : answer;
}

/** Which place of which backend it is; null: nobody can tell. */
export function backendOf(volume: Volume): Backend | null {
  return identifyBackend(toBackendVolume(volume));
}

function toBackendVolume({ source, mountOptions, nodeAffinity }: Volume): BackendVolume {
  const nodes = nodeAffinity?.map(({ expressions: [expression, ...others] }) =>
    others.length === 0 && expression?.operator === "In" && expression.values.length === 1
      ? (expression.values[0] ?? null)
      : null,
  );
  const [node = null, ...others] = new Set(nodes ?? []);
  return { source, mountOptions, node: others.length === 0 ? node : null };
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

/** `10.0.0.5:/export`, a disk's id: how people name what an in-tree plugin points to. */
export function nameInTreeBackend({ plugin, attributes }: VolumeSource): string {
  if (plugin === "nfs") return `${attributes.server ?? ""}:${attributes.path ?? ""}`;
  const names = IDENTIFYING_FIELDS.map((field) => attributes[field]).filter((it) => it);
  return names.join("/");
}

/** The fields by which in-tree plugins name their backend, in the order in which people say them. */
const IDENTIFYING_FIELDS: readonly string[] = [
  "targetPortal",
  "iqn",
  "targetWWNs",
  "wwids",
  "lun",
  "monitors",
  "endpoints",
  "registry",
  "gateway",
  "pool",
  "image",
  "volumeID",
  "pdName",
  "diskURI",
  "secretNamespace",
  "secretName",
  "shareName",
  "volumePath",
  "pdID",
  "volume",
  "volumeName",
  "datasetUUID",
  "datasetName",
  "driver",
  "path",
];
