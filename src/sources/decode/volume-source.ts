import type { VolumeSource } from "../../core/model/volume.ts";
import { type Fields, readFlag, readObject, readText, readTextMap } from "./fields.ts";

/**
 * Every backend that the API knows by a field of its own, in a PersistentVolume's spec or in a
 * pod's volume.
 *
 * @see https://github.com/kubernetes/api/blob/v0.36.3/core/v1/types.go PersistentVolumeSource, VolumeSource
 */
export const IN_TREE_PLUGINS: readonly string[] = [
  "nfs",
  "hostPath",
  "local",
  "iscsi",
  "fc",
  "awsElasticBlockStore",
  "gcePersistentDisk",
  "azureDisk",
  "azureFile",
  "cinder",
  "vsphereVolume",
  "portworxVolume",
  "cephfs",
  "rbd",
  "glusterfs",
  "flexVolume",
  "flocker",
  "quobyte",
  "scaleIO",
  "storageos",
  "photonPersistentDisk",
];

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
    attributes: flattenFields(fields),
  };
}

/** What tells one backend from another are strings, numbers and lists of strings (iSCSI, FC, Ceph). */
function flattenFields(fields: Fields): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === "string" || typeof value === "number") attributes[name] = String(value);
    if (Array.isArray(value)) attributes[name] = value.map(String).join(",");
  }
  return attributes;
}
