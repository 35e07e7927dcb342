import { repository } from "../../knowledge/citation.ts";
import { isLive } from "../model/consumer.ts";
import { CLAIM_KINDS } from "../model/storage-kind.ts";
import { command } from "../model/text.ts";
import { need, type Rule } from "./rule.ts";
import { nameStorage } from "./wording.ts";

/**
 * A short time of it is normal after a pod has gone: deleting a pod does not wait for the detach.
 * A pod that waits for it on another node is a finding of its own, `waiting-for-attach`.
 */
export const attachedElsewhere: Rule = {
  id: "attached-elsewhere",
  summary: "a volume is attached to a node where no pod uses it",
  kinds: CLAIM_KINDS,
  needs: [need("pods"), need("persistentvolumeclaims"), need("volumeattachments", "cluster")],
  tellsCauses: false,
  citation: repository("kubernetes/kubernetes").issue(138836),
  *check(storage, joined) {
    if (storage.consumers === null) return;
    const nodes = new Set(storage.consumers.filter(isLive).map((consumer) => consumer.node));
    for (const { name, volumeName, node, attached, terminating } of joined.attachmentsOf(storage)) {
      if (!attached || nodes.has(node)) continue;
      yield {
        severity: "info",
        message: `volume ${volumeName} of ${nameStorage(storage)} is attached to ${node}, where no pod uses it${terminating ? "; it is being detached" : ""}.`,
        hint: command("kubectl", "describe", "volumeattachment", name),
      };
    }
  },
};
