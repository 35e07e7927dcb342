import type { InstalledDriver, StorageClass } from "../../core/model/storage-class.ts";
import {
  type Fields,
  readFlag,
  readObject,
  readOptionalText,
  readText,
  readTextMap,
  readTexts,
} from "./fields.ts";
import { decodeMetadata } from "./metadata.ts";

const DEFAULT_CLASS_ANNOTATION = "storageclass.kubernetes.io/is-default-class";

export function decodeStorageClass(object: Fields): StorageClass {
  const annotations = readTextMap(readObject(object, "metadata"), "annotations");
  const { name, createdAt } = decodeMetadata(object);
  return {
    name,
    provisioner: readText(object, "provisioner"),
    parameters: readTextMap(object, "parameters"),
    bindingMode: readOptionalText(object, "volumeBindingMode") || "Immediate",
    isDefault: annotations[DEFAULT_CLASS_ANNOTATION] === "true",
    reclaimPolicy: readOptionalText(object, "reclaimPolicy") || "Delete",
    allowsExpansion: readFlag(object, "allowVolumeExpansion"),
    mountOptions: readTexts(object, "mountOptions"),
    createdAt,
  };
}

export function decodeInstalledDriver(object: Fields): InstalledDriver {
  const spec = readObject(object, "spec");
  return {
    name: decodeMetadata(object).name,
    attachRequired: spec.attachRequired == null || readFlag(spec, "attachRequired"),
    fsGroupPolicy: readOptionalText(spec, "fsGroupPolicy") || "ReadWriteOnceWithFSType",
  };
}
