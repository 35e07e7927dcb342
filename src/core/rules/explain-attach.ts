import { isSinglePod } from "../model/access-mode.ts";
import type { Attachment } from "../model/attachment.ts";
import type { Consumer } from "../model/consumer.ts";
import { isOutOfService, isReady, type Node } from "../model/node.ts";
import type { ObjectEvent } from "../model/object-event.ts";
import { covers, wasRead } from "../model/resource.ts";
import { effectiveModes, type Storage } from "../model/storage.ts";
import { command } from "../model/text.ts";
import type { JoinedInventory } from "../sharing/joined-inventory.ts";
import type { Cause, Fix, Outlook } from "./cause.ts";
import { kubectl } from "./command.ts";
import {
  attachmentEvidence,
  consumersEvidence,
  eventsEvidence,
  inUseEvidence,
  modesEvidence,
  nodeEvidence,
} from "./evidence.ts";
import { fixOutOfService } from "./fix-out-of-service.ts";
import { freeVolume } from "./free-volume.ts";
import {
  describeAge,
  describeOutlook,
  describeSpan,
  findHeardNode,
  findHolder,
  type Holder,
  holdersEvidence,
  isNextGeneration,
  isOfJob,
  nameReading,
  worstOf,
} from "./holder.ts";
import { moveToHolder } from "./move-to-holder.ts";

/** What was found about a volume that keeps pods waiting. */
export interface AttachWait {
  storage: Storage;
  waiting: readonly Consumer[];
  /** Where it is attached, elsewhere. */
  attached: readonly Attachment[];
  holders: readonly Consumer[];
  events: readonly ObjectEvent[];
}

/** The volume is elsewhere, and somebody has it there: how long, and how to end it. */
export function explainHeld(wait: AttachWait, joined: JoinedInventory): Cause {
  const { storage, waiting, attached, events } = wait;
  const holders = wait.holders.map((consumer) => findHolder(consumer, joined.inventory));
  const worst = worstOf(holders);
  if (worst === null) return explainDetaching(wait, joined);
  const outlook = describeOutlook(holders, waiting, joined);
  const freeing = freeVolume(storage, holders, waiting, outlook, joined);
  const moving = moveTogether(wait, worst, joined);
  // Where it passes, waiting is the first that can be done.
  const waits = outlook.endsByItself === true ? freeing.slice(0, 1) : [];
  return {
    keeps: waiting,
    evidence: [
      ...attached.slice(0, 3).flatMap(attachmentEvidence),
      ...holdersEvidence(holders, storage.volume, joined),
      ...modesEvidence(storage),
      ...consumersEvidence(waiting, joined),
      ...eventsEvidence(events),
    ],
    outlook,
    fixes: [
      ...waits,
      ...moving,
      ...freeing.slice(waits.length),
      ...(isPassing(worst, outlook) ? [] : [shareData(storage)]),
    ],
  };
}

/** Soon over, so that nothing of the arrangement has to change; what a Job does takes its time. */
function isPassing({ consumer }: Holder, { endsByItself }: Outlook): boolean {
  return consumer.state === "terminating" || (endsByItself === true && !isOfJob(consumer));
}

/**
 * Not where the holder goes anyway: because it is stopping, or because it is the one old pod of the
 * rollout that the waiting one belongs to.
 */
function moveTogether(
  { storage, waiting, holders }: AttachWait,
  worst: Holder,
  joined: JoinedInventory,
): Fix[] {
  const { consumer } = worst;
  const isRollout = waiting.some((it) => isNextGeneration(it, consumer));
  const wantsOne = holders.length === 1 && (replicasOf(consumer, joined) ?? 1) <= 1;
  if (consumer.state === "terminating" || (isRollout && wantsOne)) return [];
  return moveToHolder(storage, waiting, worst, joined);
}

function replicasOf({ namespace, workload }: Consumer, joined: JoinedInventory): number | null {
  return workload && (joined.workloadOf(namespace, workload)?.replicas ?? null);
}

/** Nobody has it there any more: waiting is the cure, unless the machine is dead. */
function explainDetaching(
  { storage, waiting, attached, events }: AttachWait,
  joined: JoinedInventory,
): Cause {
  const [attachment] = attached;
  const node = findHeardNode(attachment?.node ?? null, joined.inventory);
  return {
    keeps: waiting,
    evidence: [
      ...attached.slice(0, 3).flatMap(attachmentEvidence),
      ...(node === null ? [] : [...nodeEvidence(node), ...inUseEvidence(node, storage.volume)]),
      ...modesEvidence(storage),
      ...eventsEvidence(events),
    ],
    outlook: describeDetach(attachment, node, joined),
    fixes: attachment ? fixDetach(attachment, node, joined) : [],
  };
}

/** A driver that is well detaches in minutes; one that has not in ten has a trouble of its own. */
const DETACH_TIME = 10 * 60_000;

/** How long ago the detach was asked for, where that is too long; null: it is not, or not known. */
function findOverdue(
  { deletedAt }: Attachment,
  { inventory: { readAt } }: JoinedInventory,
): number | null {
  if (deletedAt === null || readAt === null) return null;
  const span = Date.parse(readAt) - Date.parse(deletedAt);
  return span > DETACH_TIME ? span : null;
}

function describeDetach(
  attachment: Attachment | undefined,
  node: Node | null,
  joined: JoinedInventory,
): Outlook {
  const { inventory } = joined;
  if (attachment?.detachError) {
    return {
      endsByItself: null,
      text: `No pod uses it on ${attachment.node} any more, but the driver fails to detach it, and is asked again.`,
    };
  }
  if (node === null) {
    return {
      endsByItself: null,
      text:
        covers(inventory.extents.nodes, null) && !inventory.nodes.has(attachment?.node ?? "")
          ? `There is no node ${attachment?.node} any more, so when its volumes are detached is not known.`
          : `No pod uses it on ${attachment?.node} any more; whether that node is alive, and so how long the detach takes, could not be read.`,
    };
  }
  if (isOutOfService(node)) {
    return {
      endsByItself: true,
      text: `No pod uses it any more and ${node.name} is marked out of service: it is detached at once.`,
    };
  }
  const overdue = attachment ? findOverdue(attachment, joined) : null;
  if (overdue !== null) {
    return {
      endsByItself: null,
      text: `No pod uses it on ${node.name} any more, but the detach was asked for at ${attachment?.deletedAt}, ${describeSpan(overdue)} before ${nameReading(inventory)}, and is not done. Whether the driver still gets there was not read.`,
    };
  }
  return isReady(node)
    ? {
        endsByItself: true,
        text: `No pod uses it on ${node.name} any more, and the node is ready: it is detached in seconds to minutes.${describeAge(inventory)}`,
      }
    : {
        endsByItself: true,
        text: `No pod uses it any more, but ${node.name} cannot say that it is unmounted: it is detached by force some six minutes after the pod's object has gone, unless the controller manager runs with disable-force-detach-on-timeout.`,
      };
}

function fixDetach(attachment: Attachment, node: Node | null, joined: JoinedInventory): Fix[] {
  const { name, attacher } = attachment;
  const wait: Fix = {
    text: "Wait for the detach.",
    commands: [
      command("kubectl", "wait", "--for=delete", `volumeattachment/${name}`, "--timeout=10m"),
    ],
    loses: null,
  };
  if (attachment.detachError !== null) {
    return [
      {
        text: "Mend what the driver says, in its controller's log.",
        commands: [command("kubectl", "describe", "volumeattachment", name)],
        loses: null,
      },
    ];
  }
  const isDead = node !== null && !isReady(node) && !isOutOfService(node);
  const isLate = node !== null && findOverdue(attachment, joined) !== null;
  return [
    ...(isLate
      ? [
          {
            text: `See whether the controller of ${attacher} runs, and what its log says of the detach.`,
            commands: [command("kubectl", "describe", "volumeattachment", name)],
            loses: null,
          },
        ]
      : []),
    wait,
    ...(isDead ? [fixOutOfService(node)] : []),
  ];
}

/** The attachment to the pod's own node is there, but not done. */
export function explainAttaching(
  waiting: readonly Consumer[],
  attachments: readonly Attachment[],
  events: readonly ObjectEvent[],
  joined: JoinedInventory,
): Cause {
  const nodes = new Set(waiting.map(({ node }) => node));
  const own = attachments.filter(({ node }) => nodes.has(node));
  return {
    keeps: waiting,
    evidence: [
      ...own.slice(0, 3).flatMap(attachmentEvidence),
      ...consumersEvidence(waiting, joined),
      ...eventsEvidence(events),
    ],
    outlook: {
      endsByItself: null,
      text: "The driver is asked to attach it and has not said yet that it is: it is at work, or its controller is down. What was read does not tell which.",
    },
    fixes: own.slice(0, 3).map(({ name, attacher }) => ({
      text: `See whether it goes on, and whether the controller of ${attacher} runs.`,
      commands: [
        command("kubectl", "describe", "volumeattachment", name),
        command("kubectl", "get", "csidriver", attacher),
      ],
      loses: null,
    })),
  };
}

/** Only the event says it: where the volume is was not read, or it is nowhere by now. */
export function explainTold(
  waiting: readonly Consumer[],
  events: readonly ObjectEvent[],
  joined: JoinedInventory,
): Cause {
  const isUnread = !wasRead(joined.inventory.extents, "volumeattachments");
  return {
    keeps: waiting,
    evidence: [...eventsEvidence(events), ...consumersEvidence(waiting, joined)],
    outlook: {
      endsByItself: null,
      text: isUnread
        ? "The VolumeAttachments could not be read, so where the volume is now is not known."
        : "The volume is attached nowhere at the moment, so the attach is still to come, or fails as the event says.",
    },
    fixes: waiting.slice(0, 1).map(({ namespace, pod }) => ({
      text: "Read what has been said since.",
      commands: [kubectl(namespace, "describe", "pod", `${pod}`)],
      loses: null,
    })),
  };
}

/** For pods that are meant to run on several nodes. */
function shareData(storage: Storage): Fix {
  return {
    text: isSinglePod(effectiveModes(storage))
      ? "Where several pods are to share the data: copy it to a new claim, ReadWriteOnce for pods of one node, ReadWriteMany for pods of several, if a class here gives one."
      : "Where pods of several nodes are to share the data: copy it to a new ReadWriteMany claim, if a class here gives one.",
    commands: ["kubectl shared explain classes"],
    loses: "The time that the copy takes; the old claim stays until you delete it.",
  };
}
