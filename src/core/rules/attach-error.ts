import { CLAIM_KINDS } from "../model/storage-kind.ts";
import { need, type Rule } from "./rule.ts";
import { nameStorage } from "./wording.ts";

/** What the attacher wrote into the VolumeAttachment stays there; its event is soon forgotten. */
export const attachError: Rule = {
  id: "attach-error",
  summary: "the driver failed to attach or to detach",
  kinds: CLAIM_KINDS,
  needs: [need("persistentvolumeclaims"), need("volumeattachments", "some")],
  citation:
    "https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/volume-attachment-v1/",
  *check(storage, joined) {
    for (const attachment of joined.attachmentsOf(storage)) {
      const subject = `volume ${attachment.volumeName} of ${nameStorage(storage)}`;
      const hint = `kubectl describe volumeattachment ${attachment.name}`;
      if (attachment.attachError !== null) {
        yield {
          severity: "error",
          message: `${subject} cannot be attached to ${attachment.node}: ${attachment.attachError}`,
          hint,
        };
      }
      if (attachment.detachError !== null) {
        yield {
          severity: "error",
          message: `${subject} cannot be detached from ${attachment.node}: ${attachment.detachError}`,
          hint,
        };
      }
    }
  },
};
