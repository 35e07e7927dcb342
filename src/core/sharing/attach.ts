import { isAttachable } from "../../knowledge/drivers.ts";
import { findInTreePlugin } from "../../knowledge/in-tree-plugins.ts";
import type { Inventory } from "../model/inventory.ts";
import { covers } from "../model/resource.ts";
import { isBound, type Storage } from "../model/storage.ts";
import type { Volume } from "../model/volume.ts";

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
export function describeAttach(
  { claim, volume }: Pick<Storage, "claim" | "volume">,
  inventory: Inventory,
): Attach {
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
