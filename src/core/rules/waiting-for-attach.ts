import { isSingleNode } from "../model/access-mode.ts";
import type { Attachment } from "../model/attachment.ts";
import { type Consumer, isLive } from "../model/consumer.ts";
import { effectiveModes, isBound, type Storage } from "../model/storage.ts";
import { CLAIM_KINDS } from "../model/storage-kind.ts";
import { describeAttach, mayHaveAttachments } from "../sharing/attach.ts";
import type { JoinedInventory } from "../sharing/joined-inventory.ts";
import { need, type Rule } from "./rule.ts";
import { listByNode, listPods, listSome, nameStorage, patchToRecreate } from "./wording.ts";

/**
 * Two witnesses, and either suffices: the VolumeAttachments, which are the truth of now, and the
 * FailedAttachVolume event, which comes once and is forgotten after an hour. Its text differs
 * between releases ("Multi-Attach error for volume", "Waiting for detach for volume"), so that
 * only its reason and the volume's name are relied on; it is quoted, not parsed.
 */
export const waitingForAttach: Rule = {
  id: "waiting-for-attach",
  summary: "a pod waits for its volume to be attached to its node",
  kinds: CLAIM_KINDS,
  needs: [
    need("pods"),
    need("persistentvolumeclaims"),
    { anyOf: ["volumeattachments", "events"], extent: "some", of: mayHaveAttachments },
  ],
  citation:
    "https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/controller/volume/attachdetach/reconciler/reconciler.go",
  *check(storage, joined) {
    // Who may not read volumes still knows the name from the claim.
    const volume = storage.claim?.volumeName;
    if (volume == null || !isBound(storage)) return;
    const attachments = joined.attachmentsOf(storage);
    const attached = attachments.filter((attachment) => attachment.attached);
    // Attached by now: whatever an event said, the pod waits for something else.
    const waiting = (storage.consumers ?? []).filter(
      (consumer) => consumer.state === "waiting" && !isAmong(attached, consumer),
    );
    const describe = (consumers: readonly Consumer[], cause: string) =>
      `volume ${volume} of ${nameStorage(storage)} keeps ${listByNode(consumers)} waiting${cause}.${quoteEvent(consumers, volume, joined)}`;

    if (waiting.length > 0 && isHeld(storage, attached, joined)) {
      const holders = findHolders(storage, attached);
      const where = listSome(attached.map(({ node }) => node));
      yield {
        severity: "error",
        message: describe(waiting, `: it is attached to ${where}${describeHolders(holders)}`),
        hint: hintFor(waiting, holders, attached),
      };
      return;
    }
    const wanted = waiting.filter((consumer) => isAmong(attachments, consumer));
    if (wanted.length > 0) {
      yield {
        severity: quoteEvent(wanted, volume, joined) === "" ? "warning" : "error",
        message: describe(wanted, ": it is not attached there yet"),
        hint: describePod(wanted),
      };
    }
    const told = waiting.filter(
      (consumer) => !wanted.includes(consumer) && quoteEvent([consumer], volume, joined) !== "",
    );
    if (told.length > 0) {
      yield { severity: "error", message: describe(told, ""), hint: describePod(told) };
    }
  },
};

function isAmong(attachments: readonly Attachment[], consumer: Consumer): boolean {
  return attachments.some(({ node }) => node === consumer.node);
}

/** Whoever else wants it has to wait until it is detached. */
function isHeld(
  storage: Storage,
  attached: readonly Attachment[],
  { inventory }: JoinedInventory,
): boolean {
  return (
    attached.length > 0 &&
    isSingleNode(effectiveModes(storage)) &&
    describeAttach(storage, inventory).attaches !== false
  );
}

/** What the first event of them says; "" where there is none. */
function quoteEvent(
  consumers: readonly Consumer[],
  volume: string,
  joined: JoinedInventory,
): string {
  const [event] = consumers
    .flatMap((consumer) => joined.attachEventsOf(consumer))
    .filter(({ message }) => message.includes(`"${volume}"`));
  return event ? ` The event says: ${event.message.trim()}` : "";
}

/** Who keeps the volume where it is. */
function findHolders(storage: Storage, attached: readonly Attachment[]): Consumer[] {
  return (storage.consumers ?? []).filter(
    (consumer) => isLive(consumer) && isAmong(attached, consumer),
  );
}

function describeHolders(holders: readonly Consumer[]): string {
  return holders.length === 0
    ? ", where no pod uses it any more"
    : ` and used there by ${listPods(holders)}`;
}

/** Safest first: while nobody holds the volume, waiting is the cure. */
function hintFor(
  waiting: readonly Consumer[],
  [holder]: readonly Consumer[],
  attached: readonly Attachment[],
): string {
  if (holder === undefined) {
    return `Wait for the detach: kubectl get volumeattachment ${attached[0]?.name} -w`;
  }
  const { namespace, pod, workload } = holder;
  if (holder.state === "terminating") {
    return `Wait until ${pod} is gone: kubectl -n ${namespace} get pod ${pod} -w`;
  }
  if (workload !== null && waiting.some((consumer) => isNextGeneration(consumer, holder))) {
    const patch = patchToRecreate(namespace, workload.name);
    return `Let the old pod stop first, which ${pod} then does at once: ${patch}`;
  }
  return workload === null
    ? `Run the pods on one node, or stop the holder: kubectl -n ${namespace} delete pod ${pod}`
    : `Run the pods on one node, or scale ${workload.kind} ${workload.name} down.`;
}

/** In a rollout of one Deployment, where the old pod waits for the new one and that for the old. */
function isNextGeneration(waiting: Consumer, holder: Consumer): boolean {
  return (
    holder.workload?.kind === "Deployment" &&
    holder.workload.name === waiting.workload?.name &&
    holder.owner?.name !== waiting.owner?.name
  );
}

function describePod([first]: readonly Consumer[]): string {
  return `kubectl -n ${first?.namespace} describe pod ${first?.pod}`;
}
