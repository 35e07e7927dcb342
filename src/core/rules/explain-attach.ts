import { isSinglePod } from "../model/access-mode.ts";
import type { Attachment } from "../model/attachment.ts";
import type { Consumer } from "../model/consumer.ts";
import { isOutOfService, isReady, type Node } from "../model/node.ts";
import type { ObjectEvent } from "../model/object-event.ts";
import { covers } from "../model/resource.ts";
import { effectiveModes, type Storage } from "../model/storage.ts";
import type { JoinedInventory } from "../sharing/joined-inventory.ts";
import type { Cause, Evidence, Fix, Outlook } from "./cause.ts";
import { command, isPatchable, kubectl, pinToNode } from "./command.ts";
import {
  attachmentEvidence,
  claimEvidence,
  consumerEvidence,
  eventEvidence,
  inUseEvidence,
  nodeEvidence,
  volumeModesEvidence,
} from "./evidence.ts";
import {
  describeOutlook,
  findHeardNode,
  findHolder,
  fixesForHolder,
  type Holder,
  holderEvidence,
  isNextGeneration,
  worstOf,
} from "./holder.ts";

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
  const outlook = describeOutlook(worst, waiting, joined);
  const others = worst.consumer.state === "terminating" ? [] : holders.filter((it) => it !== worst);
  return {
    keeps: waiting,
    evidence: [
      ...attached.flatMap(attachmentEvidence),
      ...holders.flatMap((holder) => holderEvidence(holder, storage.volume, joined)),
      ...modesEvidence(storage),
      ...waiting.flatMap((it) => consumerEvidence(it, joined.podOf(it))),
      ...events.map(eventEvidence),
    ],
    outlook,
    fixes: [
      ...moveToHolder(wait, worst),
      ...uniqueFixes([worst, ...others].flatMap((it) => fixesForHolder(it, waiting, outlook))),
      ...(outlook.endsByItself === true ? [] : shareFix(worst)),
    ],
  };
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
      ...attached.flatMap(attachmentEvidence),
      ...(node === null ? [] : [...nodeEvidence(node), ...inUseEvidence(node, storage.volume)]),
      ...modesEvidence(storage),
      ...events.map(eventEvidence),
    ],
    outlook: describeDetach(attachment, node, joined),
    fixes: attachment ? fixDetach(attachment, node) : [],
  };
}

function describeDetach(
  attachment: Attachment | undefined,
  node: Node | null,
  { inventory }: JoinedInventory,
): Outlook {
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
  return isReady(node)
    ? {
        endsByItself: true,
        text: `No pod uses it on ${node.name} any more, and the node is ready: it is detached in seconds to minutes.`,
      }
    : {
        endsByItself: true,
        text: `No pod uses it any more, but ${node.name} cannot say that it is unmounted: it is detached by force some six minutes after the pod's object has gone, unless the controller manager runs with disable-force-detach-on-timeout.`,
      };
}

function fixDetach(attachment: Attachment, node: Node | null): Fix[] {
  const name = attachment.name;
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
  if (node === null || isReady(node) || isOutOfService(node)) return [wait];
  const taint = "node.kubernetes.io/out-of-service=nodeshutdown:NoExecute";
  return [
    wait,
    {
      text: `Make sure that the machine of ${node.name} is off, then mark it so: it is detached at once. When it is back, take the taint away: ${command("kubectl", "taint", "nodes", node.name, "node.kubernetes.io/out-of-service-")}`,
      commands: [command("kubectl", "taint", "nodes", node.name, taint)],
      loses:
        "Whatever ran on the node. If the machine is on, two nodes write one volume, which destroys it.",
    },
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
      ...own.flatMap(attachmentEvidence),
      ...waiting.flatMap((it) => consumerEvidence(it, joined.podOf(it))),
      ...events.map(eventEvidence),
    ],
    outlook: {
      endsByItself: null,
      text: "The driver is asked to attach it and has not said yet that it is: it is at work, or its controller is down. What was read does not tell which.",
    },
    fixes: own.map(({ name, attacher }) => ({
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
  const isUnread = (joined.inventory.extents.volumeattachments?.of ?? "none") === "none";
  return {
    keeps: waiting,
    evidence: [
      ...events.map(eventEvidence),
      ...waiting.flatMap((it) => consumerEvidence(it, joined.podOf(it))),
    ],
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

function modesEvidence({ claim, volume }: Storage): Evidence[] {
  if (volume) return [volumeModesEvidence(volume)];
  return claim ? claimEvidence(claim, "spec.accessModes") : [];
}

/**
 * Several pods of one node may have a ReadWriteOnce volume, so those that wait can go to the
 * holder's: not for ReadWriteOncePod, not in a rollout whose old pod goes anyway, and not where
 * the node takes no pods.
 */
function moveToHolder({ storage, waiting }: AttachWait, { consumer, node }: Holder): Fix[] {
  if (isSinglePod(effectiveModes(storage)) || consumer.state === "terminating") return [];
  if (node === null || !isReady(node) || node.unschedulable || repelsPods(node)) return [];
  const first = waiting.find((it) => it.pod !== null);
  if (!first || waiting.some((it) => isNextGeneration(it, consumer))) return [];
  const hostname = node.labels["kubernetes.io/hostname"] ?? node.name;
  const loses = `If ${node.name} goes, all of them go.`;
  const { namespace, workload } = first;
  if (workload === null || !isPatchable(workload)) {
    return [
      {
        text: `Make ${first.pod} anew on ${node.name}, with nodeSelector kubernetes.io/hostname: ${hostname} in its spec.`,
        commands: [],
        loses,
      },
    ];
  }
  // A StatefulSet waits for its broken pod before it updates it: that one must be deleted.
  const isOrdered = workload.kind === "StatefulSet";
  return [
    {
      text: `Run ${workload.kind} ${workload.name} on ${node.name}, where the volume is: several pods of one node may have it.`,
      commands: [
        pinToNode(namespace, workload, hostname),
        ...(isOrdered ? [kubectl(namespace, "delete", "pod", `${first.pod}`)] : []),
      ],
      loses,
    },
  ];
}

/** Tolerations are not read: a taint may keep pods away. */
function repelsPods({ taints }: Node): boolean {
  return taints.some(({ effect }) => effect === "NoSchedule" || effect === "NoExecute");
}

/** For pods that are meant to run on several nodes. */
function shareFix({ consumer }: Holder): Fix[] {
  if (consumer.state === "terminating") return [];
  return [
    {
      text: "Where pods of several nodes are to share the data: copy it to a new ReadWriteMany claim, if a class here gives one.",
      commands: ["kubectl shared explain classes"],
      loses: "The time that the copy takes; the old claim stays until you delete it.",
    },
  ];
}

/** Replicas of one workload have one way out. */
function uniqueFixes(fixes: readonly Fix[]): Fix[] {
  return [...new Map(fixes.map((fix) => [JSON.stringify(fix), fix])).values()];
}
