import type { PodVolume, PodVolumeSource } from "../../core/model/pod.ts";
import type { StorageKind } from "../../core/model/storage-kind.ts";
import { upperFirst } from "../../core/model/text.ts";
import { decodeClaimTemplate } from "./claim.ts";
import {
  type Fields,
  readFlag,
  readObject,
  readObjects,
  readQuantity,
  readText,
} from "./fields.ts";
import { decodeInTreeSource, IN_TREE_PLUGINS } from "./volume-source.ts";

export function decodePodVolume(volume: Fields): PodVolume {
  return { name: readText(volume, "name"), source: decodeSource(volume) };
}

/** The kind of volume that this field of the API stands for. */
export function kindOfVolume(field: string): StorageKind {
  return decodeSource({ [field]: {} }).kind;
}

type Decode = (fields: Fields) => PodVolumeSource;

/** By the API's field name. In-tree backends stand in {@link IN_TREE_PLUGINS}. */
const DECODERS: Readonly<Record<string, Decode>> = {
  persistentVolumeClaim: (fields) => ({
    kind: "PersistentVolumeClaim",
    claim: readText(fields, "claimName"),
    readOnly: readFlag(fields, "readOnly"),
  }),
  ephemeral: (fields) => ({
    kind: "EphemeralClaim",
    template: decodeClaimTemplate(readObject(fields, "volumeClaimTemplate")),
  }),
  emptyDir: (fields) => ({
    kind: "EmptyDir",
    medium: readText(fields, "medium"),
    sizeLimit: readQuantity(fields, "sizeLimit"),
  }),
  hostPath: (fields) => ({
    kind: "HostPath",
    path: readText(fields, "path"),
    type: readText(fields, "type"),
  }),
  csi: (fields) => ({
    kind: "CSIInline",
    driver: readText(fields, "driver"),
    readOnly: readFlag(fields, "readOnly"),
  }),
  image: (fields) => ({ kind: "Image", reference: readText(fields, "reference") }),
  configMap: (fields) => ({ kind: "ConfigMap", name: readText(fields, "name") }),
  secret: (fields) => ({ kind: "Secret", name: readText(fields, "secretName") }),
  projected: (fields) => ({ kind: "Projected", sources: describeProjections(fields) }),
  downwardAPI: () => ({ kind: "DownwardAPI" }),
};

/**
 * The one field beside `name` that is set. No field at all is an emptyDir: that is what the API
 * server makes of it.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/apis/core/v1/defaults.go SetDefaults_Volume
 */
function decodeSource(volume: Fields): PodVolumeSource {
  for (const field of Object.keys(volume)) {
    if (field === "name" || volume[field] === undefined || volume[field] === null) continue;
    // hasOwn: a file may call a field `constructor`.
    const decode = Object.hasOwn(DECODERS, field) ? DECODERS[field] : undefined;
    if (decode) return decode(readObject(volume, field));
    if (IN_TREE_PLUGINS.includes(field)) {
      return { kind: "InTree", source: decodeInTreeSource(field, readObject(volume, field)) };
    }
    return { kind: "Other", type: field };
  }
  return { kind: "EmptyDir", medium: "", sizeLimit: null };
}

/** `ConfigMap/settings`, `Secret/tls`, `ServiceAccountToken`, `DownwardAPI`, `ClusterTrustBundle`. */
function describeProjections(projected: Fields): string[] {
  return readObjects(projected, "sources").flatMap((source) =>
    Object.keys(source)
      .filter((field) => source[field] !== undefined && source[field] !== null)
      .map((field) => {
        const kind = upperFirst(field);
        const name = readText(readObject(source, field), "name");
        return name === "" ? kind : `${kind}/${name}`;
      }),
  );
}
