import { isSingleNode } from "../model/access-mode.ts";
import { isLive } from "../model/consumer.ts";
import { effectiveModes } from "../model/storage.ts";
import { CLAIM_KINDS } from "../model/storage-kind.ts";
import { need, type Rule } from "./rule.ts";
import { listConsumers, nameStorage } from "./wording.ts";

/** A short time of it is normal after a pod has gone: deleting a pod does not wait for the detach. */
export const attachedElsewhere: Rule = {
  id: "attached-elsewhere",
  summary: "a volume is attached to a node where no pod uses it",
  kinds: CLAIM_KINDS,
  needs: [need("pods"), need("persistentvolumes", "some"), need("volumeattachments", "cluster")],
  citation: "https://github.com/kubernetes/kubernetes/issues/138836",
  *check(storage, world) {
    const { volume } = storage;
    if (volume === null || storage.consumers === null) return;
    const live = storage.consumers.filter(isLive);
    const idle = world
      .attachmentsOf(volume)
      .filter((it) => it.attached && !live.some((consumer) => consumer.node === it.node));
    const waiting = live.filter((consumer) => consumer.state === "waiting");
    for (const { name, node, terminating } of idle) {
      const subject = `${nameStorage(storage)}: volume ${volume.name} is attached to ${node}, where no pod uses it`;
      const hint = `kubectl describe volumeattachment ${name}`;
      if (waiting.length > 0 && isSingleNode(effectiveModes(storage))) {
        yield {
          severity: "warning",
          message: `${subject}${terminating ? ", and is being detached" : ""}; ${listConsumers(waiting)} waits for that.`,
          hint,
        };
      } else {
        yield {
          severity: "info",
          message: `${subject}${terminating ? "; it is being detached" : ""}.`,
          hint,
        };
      }
    }
  },
};
