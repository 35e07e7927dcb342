import { page } from "../../knowledge/citation.ts";
import { matchMessage } from "../../knowledge/match-message.ts";
import { isSingleNode } from "../model/access-mode.ts";
import type { Attachment } from "../model/attachment.ts";
import { type Consumer, isLive } from "../model/consumer.ts";
import { isReady } from "../model/node.ts";
import type { ObjectEvent } from "../model/object-event.ts";
import { wasRead } from "../model/resource.ts";
import { effectiveModes, isBound, type Storage } from "../model/storage.ts";
import { CLAIM_KINDS } from "../model/storage-kind.ts";
import { command, listSome } from "../model/text.ts";
import { describeAttach, mayHaveAttachments } from "../sharing/attach.ts";
import type { JoinedInventory } from "../sharing/joined-inventory.ts";
import type { Cause } from "./cause.ts";
import {
  deletePods,
  isScalable,
  kubectl,
  patchToRecreate,
  typeAndName,
  whoMounts,
} from "./command.ts";
import { explainAttaching, explainHeld, explainTold } from "./explain-attach.ts";
import { isNextGeneration, isOfJob } from "./holder.ts";
import { need, type Rule } from "./rule.ts";
import { listByNode, listPods, nameStorage } from "./wording.ts";

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
  tellsCauses: true,
  citation: page(
    "kubernetes/kubernetes pkg/controller/volume/attachdetach/reconciler/reconciler.go",
    "https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/controller/volume/attachdetach/reconciler/reconciler.go",
  ),
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

    const events = eventsAbout(waiting, volume, joined);
    if (waiting.length > 0 && isHeld(storage, attached, joined)) {
      const holders = findHolders(storage, attached);
      // What the driver says of its failure is the cause, and a finding of its own: attach-error.
      if (holders.length === 0 && attached.some(({ detachError }) => detachError !== null)) return;
      const where = listSome(attached.map(({ node }) => node));
      yield {
        severity: "error",
        message: describe(waiting, `: it is attached to ${where}${describeHolders(holders)}`),
        hint: hintFor(storage, waiting, holders, attached, joined),
        cause: explainHeld({ storage, waiting, attached, holders, events }, joined),
      };
      return;
    }
    const failed = attachments.filter(({ attachError }) => attachError !== null);
    const told = waiting.filter((consumer) => !isAmong(failed, consumer));
    const wanted = told.filter((consumer) => isAmong(attachments, consumer));
    if (wanted.length > 0) {
      const about = eventsAbout(wanted, volume, joined);
      yield {
        severity: about.length === 0 ? "warning" : "error",
        message: describe(wanted, ": it is not attached there yet"),
        hint: describePod(wanted),
        cause: explainAttaching(wanted, attachments, about, joined),
      };
    }
    const said = told.filter(
      (consumer) =>
        !isAmong(attachments, consumer) && eventsAbout([consumer], volume, joined).length > 0,
    );
    if (said.length > 0) {
      yield {
        severity: "error",
        message: describe(said, ""),
        hint: describePod(said),
        cause: explainSaid(storage, said, volume, joined),
      };
    }
  },
};

/**
 * Who may not read VolumeAttachments still has the controller's word that pods of another node use
 * the volume, and the pods themselves.
 */
function explainSaid(
  storage: Storage,
  waiting: readonly Consumer[],
  volume: string,
  joined: JoinedInventory,
): Cause {
  const events = eventsAbout(waiting, volume, joined);
  const named = new Set(
    events.flatMap(({ reason, message }) => matchMessage(reason, message).flatMap((it) => it.pods)),
  );
  const holders = (storage.consumers ?? []).filter(
    (it) => isLive(it) && it.pod !== null && it.node !== null && named.has(it.pod),
  );
  const isUnread = !wasRead(joined.inventory.extents, "volumeattachments");
  return isUnread && holders.length > 0
    ? explainHeld({ storage, waiting, attached: [], holders, events }, joined)
    : explainTold(waiting, events, joined);
}

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
  const [event] = eventsAbout(consumers, volume, joined);
  return event ? ` The event says: ${event.message.trim()}` : "";
}

function eventsAbout(
  consumers: readonly Consumer[],
  volume: string,
  joined: JoinedInventory,
): ObjectEvent[] {
  return consumers
    .flatMap((consumer) => joined.attachEventsOf(consumer))
    .filter(({ message }) => message.includes(`"${volume}"`));
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
  storage: Storage,
  waiting: readonly Consumer[],
  holders: readonly Consumer[],
  attached: readonly Attachment[],
  { inventory }: JoinedInventory,
): string {
  const [holder] = holders;
  if (holder === undefined) {
    return `Wait for the detach: \`${command("kubectl", "get", "volumeattachment", attached[0]?.name ?? "", "-w")}\``;
  }
  const { namespace, pod, workload } = holder;
  const node = inventory.nodes.get(holder.node ?? "");
  if (node && node.ready !== null && !isReady(node) && waiting[0]) {
    const ask = command("kubectl", "shared", "explain", `pod/${waiting[0].pod}`, "-n", namespace);
    return `Nobody on ${node.name} ends pod ${pod} while that node is not ready. See what can be done: \`${ask}\``;
  }
  const lasting = holders.filter(({ state }) => state !== "terminating");
  const [first] = lasting;
  if (first === undefined) {
    return `Wait until pod ${pod} is gone: \`${kubectl(namespace, "get", "pod", `${pod}`, "-w")}\``;
  }
  if (lasting.every(isOfJob)) {
    return `Wait until pod ${first.pod} completes, as pods of a Job do: \`${kubectl(namespace, "get", "pod", `${first.pod}`, "-w")}\``;
  }
  if (waiting.some((it) => it.workload?.kind === "DaemonSet")) {
    return "A DaemonSet has a pod on every node, and this claim is for one: use a ReadWriteMany claim, or a generic ephemeral volume for each pod.";
  }
  if (workload !== null && waiting.some((consumer) => isNextGeneration(consumer, holder))) {
    const patch = patchToRecreate(namespace, workload.name);
    return `Let the old pod stop first, which pod ${pod} then does at once: \`${patch}\``;
  }
  return `Run the pods on one node, or ${describeStop(storage, lasting)}`;
}

/** All that have it must go: one of them alone helps nobody. */
function describeStop(storage: Storage, holders: readonly Consumer[]): string {
  const [first] = holders;
  const names = new Set(holders.map(({ workload }) => workload && typeAndName(workload)));
  if (first === undefined || names.size > 1 || (first.workload === null && holders.length > 3)) {
    return `stop all that hold it: \`${whoMounts(storage)}\``;
  }
  const { workload } = first;
  if (workload === null) {
    const word = holders.length === 1 ? "holder" : "holders";
    return `stop the ${word}: \`${deletePods(holders)}\``;
  }
  return isScalable(workload)
    ? `scale ${workload.kind} ${workload.name} down.`
    : `stop ${workload.kind} ${workload.name}.`;
}

function describePod([first]: readonly Consumer[]): string {
  return kubectl(first?.namespace ?? "", "describe", "pod", `${first?.pod}`);
}
