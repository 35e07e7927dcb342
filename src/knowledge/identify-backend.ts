import {
  type Backend,
  type BackendVolume,
  placeByHandle,
  placeIn,
  readAttribute,
} from "./backend.ts";
import { findDriver } from "./drivers.ts";
import { findInTreePlugin } from "./in-tree-plugins.ts";
import { placeOnNfsServer } from "./nfs-server.ts";

/**
 * Where a volume's bytes are, by the rule of its driver; without one a handle is one backend. A
 * volume of a plugin that was moved to CSI is looked at as the CSI volume it is translated to, so
 * that both notations of one disk meet. null: the volume does not say.
 */
export function identifyBackend(volume: BackendVolume): Backend | null {
  const { plugin } = volume.source;
  if (plugin === "csi") return identifyCsiVolume(volume);
  const identify = BY_PLUGIN[plugin];
  return identify === undefined ? null : identify(volume);
}

function identifyCsiVolume(volume: BackendVolume): Backend | null {
  const identify = findDriver(volume.source.driver ?? "")?.identify ?? placeByHandle;
  return identify(volume);
}

type Identify = (volume: BackendVolume) => Backend | null;

const BY_PLUGIN: Readonly<Record<string, Identify | undefined>> = {
  awsElasticBlockStore: byHandle("volumeID", (id) => id.replace(/^aws:\/\/.*\//, "")),
  azureDisk: byHandle("diskURI"),
  azureFile: identifyAzureFileShare,
  cinder: byHandle("volumeID"),
  // A gcePersistentDisk is left out: its name is unique in its zone only, which it does not say.
  portworxVolume: byHandle("volumeID"),
  vsphereVolume: byHandle("volumePath"),
  nfs: identifyNfsExport,
  hostPath: identifyNodePath,
  local: identifyNodePath,
  iscsi: identifyLogicalUnit,
  fc: identifyFibreChannelUnit,
};

/**
 * As the CSI volume whose handle is made of one field.
 *
 * @see https://github.com/kubernetes/csi-translation-lib/tree/HEAD/plugins
 */
function byHandle(
  field: string,
  translate: (value: string) => string = (value) => value,
): Identify {
  return (volume) => {
    const value = readAttribute(volume, field);
    const driver = findInTreePlugin(volume.source.plugin)?.handledBy;
    if (value === null || !driver) return null;
    return identifyCsiVolume({
      ...volume,
      source: { ...volume.source, plugin: "csi", driver, handle: translate(value), attributes: {} },
    });
  };
}

/**
 * The account is in the name of the secret, where that has its usual form.
 *
 * @see https://github.com/kubernetes/csi-translation-lib/blob/HEAD/plugins/azure_file.go getStorageAccountName
 */
function identifyAzureFileShare(volume: BackendVolume): Backend | null {
  const secret = readAttribute(volume, "secretName") ?? "";
  const [, storageAccount] = /azure-storage-account-(.+)-secret/.exec(secret) ?? [];
  const shareName = readAttribute(volume, "shareName");
  if (!storageAccount || shareName === null) return null;
  const driver = "file.csi.azure.com";
  const attributes = { storageAccount, shareName };
  return identifyCsiVolume({
    ...volume,
    source: { ...volume.source, plugin: "csi", driver, attributes },
  });
}

function identifyNfsExport(volume: BackendVolume): Backend | null {
  const server = readAttribute(volume, "server");
  const path = readAttribute(volume, "path");
  return server && path ? placeOnNfsServer(server, path) : null;
}

/** A path means nothing without its node. */
function identifyNodePath(volume: BackendVolume): Backend | null {
  const path = readAttribute(volume, "path");
  return volume.node && path ? placeIn(`node:${volume.node}`, path) : null;
}

/**
 * A target's name is unique in the world, whatever portal leads to it.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/HEAD/pkg/scheduler/framework/plugins/volumerestrictions/volume_restrictions.go isVolumeConflict
 */
function identifyLogicalUnit(volume: BackendVolume): Backend | null {
  const target = readAttribute(volume, "iqn");
  return target === null ? null : placeIn(`iscsi:${target}`, readAttribute(volume, "lun") ?? "0");
}

/** By the unit's own world wide identifiers, or by the target's names and the unit's number. */
function identifyFibreChannelUnit(volume: BackendVolume): Backend | null {
  const unit = readAttribute(volume, "wwids");
  if (unit !== null) return placeIn(`fc:${unit}`);
  const targets = readAttribute(volume, "targetWWNs");
  const number = readAttribute(volume, "lun");
  return targets && number ? placeIn(`fc:${targets}`, number) : null;
}
