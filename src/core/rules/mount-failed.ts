import { type MessageMatch, matchMessage } from "../../knowledge/match-message.ts";
import type { Consumer } from "../model/consumer.ts";
import type { ObjectEvent } from "../model/object-event.ts";
import type { Pod } from "../model/pod.ts";
import { isBound, type Storage } from "../model/storage.ts";
import { isClaimKind, STORAGE_KINDS } from "../model/storage-kind.ts";
import { describeAttach } from "../sharing/attach.ts";
import type { JoinedInventory } from "../sharing/joined-inventory.ts";
import type { Cause } from "./cause.ts";
import { command, kubectl } from "./command.ts";
import { attachmentEvidence, consumerEvidence, eventEvidence } from "./evidence.ts";
import { need, type Rule } from "./rule.ts";
import { nameConsumer, nameStorage } from "./wording.ts";

/** Said of a container whose volumes may not be there yet: any other reason comes after them. */
const BEFORE_VOLUMES: ReadonlySet<string> = new Set(["", "ContainerCreating", "PodInitializing"]);

/**
 * The kubelet calls a volume by its PersistentVolume, or by the entry of the pod's own spec. Its
 * words are quoted: what a driver means by them only the driver knows.
 */
export const mountFailed: Rule = {
  id: "mount-failed",
  summary: "a pod waits for a volume that its node cannot mount",
  kinds: STORAGE_KINDS,
  needs: [need("pods"), { anyOf: ["events"], extent: "namespace", of: isWaitedFor }],
  details: true,
  citation:
    "https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/volume/util/operationexecutor/operation_generator.go",
  *check(storage, joined) {
    for (const consumer of storage.consumers ?? []) {
      const pod = joined.podOf(consumer);
      if (consumer.state !== "waiting" || pod === null || isBeyondVolumes(pod)) continue;
      if (!isAttachedTo(storage, consumer, joined)) continue;
      const said = findSaid(storage, consumer, joined);
      if (said === null) continue;
      const { event, match } = said;
      const isTimeout = match.message.id === "mount-wait-over";
      yield {
        severity: isTimeout ? "warning" : "error",
        message: `${nameConsumer(consumer)} waits for ${nameMounted(storage)} to be mounted. ${match.message.meaning.value} The event says: ${event.message.trim()}`,
        hint: kubectl(consumer.namespace, "describe", "pod", pod.name),
        cause: explain(storage, consumer, pod, said, joined),
      };
    }
  },
};

function isWaitedFor({ consumers }: Storage): boolean {
  return (consumers ?? []).some(({ state }) => state === "waiting");
}

/** Its images are pulled, or its containers start and fail: the volumes are there. */
function isBeyondVolumes({ progress }: Pod): boolean {
  return (progress?.waiting ?? []).some(({ reason }) => !BEFORE_VOLUMES.has(reason));
}

/** Until it is attached, waiting-for-attach tells what the pod waits for. */
function isAttachedTo(storage: Storage, consumer: Consumer, joined: JoinedInventory): boolean {
  if (!isClaimKind(storage.kind)) return true;
  if (!isBound(storage)) return false;
  const attachments = joined.attachmentsOf(storage);
  const isUnread = (joined.inventory.extents.volumeattachments?.of ?? "none") === "none";
  return (
    describeAttach(storage, joined.inventory).attaches === false ||
    attachments.some(({ node, attached }) => attached && node === consumer.node) ||
    isUnread
  );
}

interface Said {
  event: ObjectEvent;
  match: MessageMatch;
}

/** The newest event that says more than that time ran out, else one that says so. */
function findSaid(storage: Storage, consumer: Consumer, joined: JoinedInventory): Said | null {
  const { namespace, podUid, mounts } = consumer;
  const names = new Set([
    ...mounts.map(({ podVolume }) => podVolume),
    ...(storage.claim?.volumeName ? [storage.claim.volumeName] : []),
  ]);
  const said = joined
    .eventsOf("Pod", { namespace, name: consumer.pod ?? "", uid: podUid })
    .flatMap((event) =>
      matchMessage(event.reason, event.message)
        .filter(({ message, volume }) => message.reason === "FailedMount" && isAmong(volume, names))
        .map((match) => ({ event, match })),
    )
    // It is a wrong stanza, or a second pod: rules of their own, which know more.
    .filter(({ match }) => !ELSEWHERE.has(match.message.id));
  return said.find(({ match }) => match.message.id !== "mount-wait-over") ?? said[0] ?? null;
}

const ELSEWHERE: ReadonlySet<string> = new Set(["wrong-volume-mode", "single-pod-volume-in-use"]);

/** Several are named with spaces between. */
function isAmong(volume: string | null, names: ReadonlySet<string>): boolean {
  return (volume ?? "").split(" ").some((name) => names.has(name));
}

function nameMounted(storage: Storage): string {
  if (isClaimKind(storage.kind) || storage.kind === "HostPath" || storage.kind === "InTree") {
    return nameStorage(storage);
  }
  return `${storage.kind} ${storage.name}`;
}

function explain(
  storage: Storage,
  consumer: Consumer,
  pod: Pod,
  { event, match }: Said,
  joined: JoinedInventory,
): Cause {
  const attachments = joined.attachmentsOf(storage).filter(({ node }) => node === consumer.node);
  const { driver } = describeAttach(storage, joined.inventory);
  const who = isClaimKind(storage.kind) && driver !== null ? driver : "the kubelet";
  return {
    keeps: [consumer],
    evidence: [
      eventEvidence(event),
      ...consumerEvidence(consumer, pod),
      ...(pod.progress?.waiting ?? []).slice(0, 1).map(({ container, reason }) => ({
        object: `Pod ${pod.namespace}/${pod.name}`,
        field: `status.containerStatuses[${container}].state.waiting.reason`,
        value: reason,
      })),
      ...attachments.flatMap(attachmentEvidence),
    ],
    outlook: {
      endsByItself: null,
      text:
        match.message.id === "mount-wait-over"
          ? `${consumer.node} waits for ${who} and begins again; what it waits for the event does not say.`
          : `${consumer.node} tries again and again; whether it succeeds depends on what ${who} says.`,
    },
    fixes: [
      {
        text: `Mend what ${who} says; the log of its pod on ${consumer.node} tells more.`,
        commands: [
          kubectl(consumer.namespace, "describe", "pod", pod.name),
          command(
            "kubectl",
            "get",
            "pods",
            "-A",
            "-o",
            "wide",
            `--field-selector=spec.nodeName=${consumer.node}`,
          ),
        ],
        loses: null,
      },
    ],
  };
}
