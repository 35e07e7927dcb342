import { page } from "../../knowledge/citation.ts";
import { CLAIM_KINDS } from "../model/storage-kind.ts";
import { isNodePath } from "../sharing/place.ts";
import { need, type Rule } from "./rule.ts";
import { describeSpread, nameStorage } from "./wording.ts";

/** One claim, one volume, and yet each node shows its pods another folder: sharing that is none. */
export const nodePathOnSeveralNodes: Rule = {
  id: "node-path-on-several-nodes",
  summary: "a claim on a hostPath volume is used from two nodes, which do not share it",
  kinds: CLAIM_KINDS,
  needs: [need("pods"), need("persistentvolumeclaims"), need("persistentvolumes", "some")],
  tellsCauses: false,
  citation: page(
    "Persistent Volumes, Types of Persistent Volumes",
    "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#types-of-persistent-volumes",
  ),
  *check(storage) {
    if (storage.volume === null || !isNodePath(storage.volume)) return;
    const where = describeSpread(storage);
    if (where === null) return;
    yield {
      severity: "warning",
      message: `${nameStorage(storage)} is a hostPath, and its pods are on ${where}: each node has a folder of its own there, so they do not share the data.`,
      hint: "Keep the pods on one node, or move to a volume that the nodes share.",
    };
  },
};
