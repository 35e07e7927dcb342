import { isSingleNode } from "../model/access-mode.ts";
import type { Attachment } from "../model/attachment.ts";
import { type Consumer, isLive } from "../model/consumer.ts";
import { effectiveModes, isBound, type Storage } from "../model/storage.ts";
import { CLAIM_KINDS } from "../model/storage-kind.ts";
import type { Volume } from "../model/volume.ts";
import { describeAttach } from "../sharing/driver-facts.ts";
import { type Draft, need, type Rule } from "./rule.ts";
import { listConsumers, listSome, nameStorage } from "./wording.ts";
import type { World } from "./world.ts";

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
    need("persistentvolumes", "some"),
    { anyOf: ["volumeattachments", "events"], extent: "some", of: isBound },
  ],
  citation:
    "https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/controller/volume/attachdetach/reconciler/reconciler.go",
  *check(storage, world) {
    const { volume } = storage;
    if (volume === null) return;
    for (const consumer of storage.consumers ?? []) {
      if (consumer.state !== "waiting") continue;
      const draft = describeWait(storage, volume, consumer, world);
      if (draft) yield draft;
    }
  },
};

function describeWait(
  storage: Storage,
  volume: Volume,
  consumer: Consumer,
  world: World,
): Draft | null {
  const attachments = world.attachmentsOf(volume);
  const own = attachments.find((attachment) => attachment.node === consumer.node);
  // Attached by now: whatever the event said, the pod waits for something else.
  if (own?.attached) return null;

  const event = world
    .attachEventsOf(consumer)
    .find(({ message }) => message.includes(`"${volume.name}"`));
  const elsewhere = attachments.filter(
    (attachment) => attachment.attached && attachment.node !== consumer.node,
  );
  const isBlocked =
    elsewhere.length > 0 &&
    isSingleNode(effectiveModes(storage)) &&
    describeAttach(storage, world.inventory).attaches !== false;
  if (!event && !isBlocked && !own) return null;

  const subject = `${consumer.pod} waits on ${consumer.node} for volume ${volume.name} of ${nameStorage(storage)}`;
  const quote = event ? ` The event says: ${event.message.trim()}` : "";
  if (!isBlocked) {
    return {
      severity: own && !event ? "warning" : "error",
      message: `${subject}, which is not attached there.${quote}`,
      hint: `kubectl -n ${consumer.namespace} describe pod ${consumer.pod}`,
    };
  }
  return {
    severity: "error",
    message: `${subject}, which is attached to ${listSome(elsewhere.map((it) => it.node))}${describeHolders(storage, elsewhere)}.${quote}`,
    hint: hintFor(storage, elsewhere),
  };
}

/** Who keeps the volume where it is. */
function describeHolders(storage: Storage, elsewhere: readonly Attachment[]): string {
  const holders = findHolders(storage, elsewhere);
  return holders.length === 0
    ? ", where no pod uses it any more"
    : ` and used there by ${listConsumers(holders)}`;
}

function findHolders(storage: Storage, elsewhere: readonly Attachment[]): Consumer[] {
  return (storage.consumers ?? []).filter(
    (consumer) => isLive(consumer) && elsewhere.some(({ node }) => node === consumer.node),
  );
}

/** Safest first: while nobody holds the volume, waiting is the cure. */
function hintFor(storage: Storage, elsewhere: readonly Attachment[]): string {
  const [holder] = findHolders(storage, elsewhere);
  if (holder === undefined) {
    return `Wait for the detach: kubectl get volumeattachment ${elsewhere[0]?.name} -w`;
  }
  if (holder.state === "terminating") {
    return `Wait until ${holder.pod} is gone: kubectl -n ${holder.namespace} get pod ${holder.pod} -w`;
  }
  const { workload } = holder;
  return workload?.kind === "Deployment"
    ? `Let the old pod stop first: kubectl -n ${holder.namespace} patch deployment ${workload.name} -p '{"spec":{"strategy":{"type":"Recreate","rollingUpdate":null}}}'`
    : `Run both on one node, or stop the holder: kubectl -n ${holder.namespace} delete pod ${holder.pod}`;
}
