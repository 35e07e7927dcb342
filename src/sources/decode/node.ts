import type { Node } from "../../core/model/node.ts";
import {
  type Fields,
  readFlag,
  readObject,
  readObjects,
  readOptionalText,
  readText,
  readTexts,
} from "./fields.ts";
import { decodeMetadata } from "./metadata.ts";

export function decodeNode(object: Fields): Node {
  const { name, labels } = decodeMetadata(object);
  const spec = readObject(object, "spec");
  const status = readObject(object, "status");
  const ready = readObjects(status, "conditions").find((condition) => condition.type === "Ready");
  return {
    name,
    labels,
    ready: ready ? readText(ready, "status") : null,
    readySince: ready ? readOptionalText(ready, "lastTransitionTime") : null,
    unschedulable: readFlag(spec, "unschedulable"),
    taints: readObjects(spec, "taints").map((taint) => ({
      key: readText(taint, "key"),
      value: readText(taint, "value"),
      effect: readText(taint, "effect"),
    })),
    volumesInUse: readTexts(status, "volumesInUse"),
    kubeletVersion: readOptionalText(readObject(status, "nodeInfo"), "kubeletVersion"),
  };
}
