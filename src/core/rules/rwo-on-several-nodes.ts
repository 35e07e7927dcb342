import { isReadWriteOnce } from "../model/storage.ts";
import { CLAIM_KINDS } from "../model/storage-kind.ts";
import { describeAttach } from "../sharing/attach.ts";
import { isNodePath } from "../sharing/place.ts";
import { need, type Rule } from "./rule.ts";
import { describeSpread, nameStorage } from "./wording.ts";

/** Only the attach-detach controller enforces ReadWriteOnce, and only for drivers that attach. */
export const rwoOnSeveralNodes: Rule = {
  id: "rwo-on-several-nodes",
  summary: "a ReadWriteOnce claim is used from two nodes",
  kinds: CLAIM_KINDS,
  needs: [need("pods"), need("persistentvolumeclaims")],
  citation: "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes",
  *check(storage, { inventory }) {
    // A folder of each node has a rule of its own: it is not used at once, it is not even shared.
    if (!isReadWriteOnce(storage) || (storage.volume && isNodePath(storage.volume))) return;
    const where = describeSpread(storage);
    if (where === null) return;

    const subject = `${nameStorage(storage)} is ReadWriteOnce`;
    const { attaches, driver } = describeAttach(storage, inventory);
    if (attaches === true) {
      yield {
        severity: "error",
        message: `${subject}, but its pods are on ${where}: the volume attaches to one node, pods on any other wait.`,
        hint: "Keep the pods on one node (a Deployment: strategy Recreate), or move to a new ReadWriteMany claim.",
      };
    } else if (attaches === false) {
      yield {
        severity: "warning",
        message: `${subject}, but ${driver} does not attach volumes, so nothing enforces it: ${where} use it at once.`,
        hint: "A claim's modes are fixed: make a new one with ReadWriteMany if that is meant, with ReadWriteOncePod if one pod must be alone.",
      };
    } else {
      yield {
        severity: "warning",
        message: `${subject}, but its pods are on ${where}; whether ${driver ?? "its driver"} attaches, and so enforces the mode, is not known.`,
        hint: inventory.extents.csidrivers?.of === "none" ? null : "kubectl get csidrivers",
      };
    }
  },
};
