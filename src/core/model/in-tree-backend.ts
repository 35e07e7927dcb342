import { normalizePath } from "./storage-id.ts";
import type { VolumeSource } from "./volume.ts";

/** `10.0.0.5:/export`, a disk's id: how people name what an in-tree plugin points to. */
export function nameInTreeBackend({
  plugin,
  attributes,
}: Pick<VolumeSource, "plugin" | "attributes">): string {
  if (plugin === "nfs") {
    return `${attributes.server ?? ""}:${normalizePath(attributes.path ?? "")}`;
  }
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
