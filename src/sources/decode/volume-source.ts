import type { VolumeSource } from "../../core/model/volume.ts";
import {
  type Fields,
  readFlag,
  readObject,
  readQuantity,
  readText,
  readTextMap,
  readTexts,
} from "./fields.ts";

/**
 * Every backend that the API knows by a field of its own, in a PersistentVolume's spec or in a
 * pod's volume, with the fields that say which backend it is; the protobuf messages have the same.
 *
 * @see https://github.com/kubernetes/api/blob/v0.36.3/core/v1/types.go PersistentVolumeSource, VolumeSource
 */
const IN_TREE_FIELDS: Readonly<Record<string, readonly string[]>> = {
  nfs: ["server", "path"],
  hostPath: ["path", "type"],
  local: ["path"],
  iscsi: ["targetPortal", "iqn", "lun", "portals"],
  fc: ["targetWWNs", "lun", "wwids"],
  awsElasticBlockStore: ["volumeID", "partition"],
  gcePersistentDisk: ["pdName", "partition"],
  azureDisk: ["diskName", "diskURI", "kind"],
  azureFile: ["secretName", "shareName", "secretNamespace"],
  cinder: ["volumeID"],
  vsphereVolume: ["volumePath"],
  portworxVolume: ["volumeID"],
  cephfs: ["monitors", "path", "user"],
  rbd: ["monitors", "image", "pool", "user"],
  glusterfs: ["endpoints", "path", "endpointsNamespace"],
  flexVolume: ["driver"],
  flocker: ["datasetName", "datasetUUID"],
  quobyte: ["registry", "volume", "tenant"],
  scaleIO: ["gateway", "system", "volumeName"],
  storageos: ["volumeName", "volumeNamespace"],
  photonPersistentDisk: ["pdID"],
};

export const IN_TREE_PLUGINS: readonly string[] = Object.keys(IN_TREE_FIELDS);

const NO_SOURCE: VolumeSource = {
  plugin: "",
  driver: null,
  handle: null,
  readOnly: false,
  attributes: {},
};

/** The source of a PersistentVolume from its spec. */
export function decodeVolumeSource(spec: Fields): VolumeSource {
  if (spec.csi) return decodeCsiSource(readObject(spec, "csi"));
  const plugin = IN_TREE_PLUGINS.find((name) => spec[name]);
  return plugin === undefined ? NO_SOURCE : decodeInTreeSource(plugin, readObject(spec, plugin));
}

function decodeCsiSource(csi: Fields): VolumeSource {
  return {
    plugin: "csi",
    driver: readText(csi, "driver"),
    handle: readText(csi, "volumeHandle"),
    readOnly: readFlag(csi, "readOnly"),
    attributes: readTextMap(csi, "volumeAttributes"),
  };
}

export function decodeInTreeSource(plugin: string, fields: Fields): VolumeSource {
  return {
    plugin,
    driver: null,
    handle: null,
    readOnly: readFlag(fields, "readOnly"),
    attributes: flattenFields(fields, IN_TREE_FIELDS[plugin] ?? []),
  };
}

/** What tells one backend from another are strings, numbers and lists of strings (iSCSI, FC, Ceph). */
function flattenFields(fields: Fields, names: readonly string[]): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const name of names) {
    const value = Array.isArray(fields[name])
      ? readTexts(fields, name).join(",")
      : readQuantity(fields, name);
    if (value !== null && value !== "") attributes[name] = value;
  }
  return attributes;
}
