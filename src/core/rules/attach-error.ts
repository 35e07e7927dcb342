import { page } from "../../knowledge/citation.ts";
import type { Attachment } from "../model/attachment.ts";
import { type Consumer, isLive } from "../model/consumer.ts";
import { CLAIM_KINDS } from "../model/storage-kind.ts";
import { command } from "../model/text.ts";
import type { Cause } from "./cause.ts";
import { attachmentEvidence } from "./evidence.ts";
import { need, type Rule } from "./rule.ts";
import { listByNode, nameStorage } from "./wording.ts";

/** What the attacher wrote into the VolumeAttachment stays there; its event is soon forgotten. */
export const attachError: Rule = {
  id: "attach-error",
  summary: "the driver failed to attach or to detach",
  kinds: CLAIM_KINDS,
  needs: [need("persistentvolumeclaims"), need("volumeattachments", "some")],
  tellsCauses: true,
  citation: page(
    "VolumeAttachment",
    "https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/volume-attachment-v1/",
  ),
  *check(storage, joined) {
    const failed = joined
      .attachmentsOf(storage)
      .filter(({ attachError, detachError }) => attachError !== null || detachError !== null);
    if (failed.length === 0) return;
    const consumers = storage.consumers ?? [];
    const waiting = consumers.filter(({ state }) => state === "waiting");
    for (const attachment of failed) {
      const subject = `volume ${attachment.volumeName} of ${nameStorage(storage)}`;
      const hint = command("kubectl", "describe", "volumeattachment", attachment.name);
      if (attachment.attachError !== null) {
        const kept = waiting.filter(({ node }) => node === attachment.node);
        yield {
          severity: "error",
          message: `${subject} cannot be attached to ${attachment.node}${describeKept(kept)}: ${attachment.attachError}`,
          hint,
          cause: explain(attachment, kept),
        };
      }
      if (attachment.detachError !== null) {
        // While somebody has it there, that keeps the others: a finding of waiting-for-attach.
        const isHeld = consumers.some((it) => isLive(it) && it.node === attachment.node);
        const kept = isHeld ? [] : waiting.filter(({ node }) => node !== attachment.node);
        yield {
          severity: "error",
          message: `${subject} cannot be detached from ${attachment.node}${describeKept(kept)}: ${attachment.detachError}`,
          hint,
          cause: explain(attachment, kept),
        };
      }
    }
  },
};

/** `, which keeps web-0 on node-b waiting` */
function describeKept(kept: readonly Consumer[]): string {
  return kept.length === 0 ? "" : `, which keeps ${listByNode(kept)} waiting`;
}

/** What the driver says is all that is known: whether it helps to ask again is its own affair. */
function explain(attachment: Attachment, keeps: readonly Consumer[]): Cause {
  const { name, attacher } = attachment;
  return {
    keeps,
    evidence: attachmentEvidence(attachment),
    outlook: {
      endsByItself: null,
      text: "The driver is asked again and again; whether it succeeds depends on what it says.",
    },
    fixes: [
      {
        text: `Mend what ${attacher} says; the log of its controller tells more.`,
        commands: [command("kubectl", "describe", "volumeattachment", name)],
        loses: null,
      },
    ],
  };
}
