import type { NodeSelectorTerm, Volume } from "../../core/model/volume.ts";
import {
  type Fields,
  readObject,
  readObjects,
  readOptionalObject,
  readOptionalText,
  readQuantity,
  readText,
  readTexts,
} from "./fields.ts";
import { decodeMetadata } from "./metadata.ts";
import { decodeVolumeSource } from "./volume-source.ts";

export function decodeVolume(object: Fields): Volume {
  const spec = readObject(object, "spec");
  const claim = readOptionalObject(spec, "claimRef");
  const { name, createdAt, terminating } = decodeMetadata(object);
  return {
    name,
    createdAt,
    terminating,
    phase: readOptionalText(readObject(object, "status"), "phase"),
    grantedModes: readTexts(spec, "accessModes"),
    volumeMode: readOptionalText(spec, "volumeMode") ?? "Filesystem",
    storageClass: readOptionalText(spec, "storageClassName"),
    reclaimPolicy: readOptionalText(spec, "persistentVolumeReclaimPolicy"),
    capacity: readQuantity(readObject(spec, "capacity"), "storage"),
    claim: claim && { namespace: readText(claim, "namespace"), name: readText(claim, "name") },
    mountOptions: readTexts(spec, "mountOptions"),
    source: decodeVolumeSource(spec),
    nodeAffinity: decodeNodeAffinity(spec),
  };
}

function decodeNodeAffinity(spec: Fields): NodeSelectorTerm[] | null {
  const required = readOptionalObject(readObject(spec, "nodeAffinity"), "required");
  return required && decodeNodeSelector(required);
}

/** The alternatives of a NodeSelector; `matchFields` knows only `metadata.name`. */
export function decodeNodeSelector(selector: Fields): NodeSelectorTerm[] {
  return readObjects(selector, "nodeSelectorTerms").map((term) => ({
    expressions: [
      ...readObjects(term, "matchExpressions"),
      ...readObjects(term, "matchFields"),
    ].map((expression) => ({
      key: readText(expression, "key"),
      operator: readText(expression, "operator"),
      values: readTexts(expression, "values"),
    })),
  }));
}
