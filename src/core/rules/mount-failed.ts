import { page } from "../../knowledge/citation.ts";
import { type MessageMatch, matchMessage } from "../../knowledge/match-message.ts";
import type { Consumer } from "../model/consumer.ts";
import type { ObjectEvent } from "../model/object-event.ts";
import { isPastVolumes, type Pod } from "../model/pod.ts";
import { wasRead } from "../model/resource.ts";
import { isBound, type Storage } from "../model/storage.ts";
import { isClaimKind, STORAGE_KINDS } from "../model/storage-kind.ts";
import { command } from "../model/text.ts";
import { describeAttach } from "../sharing/attach.ts";
import type { JoinedInventory } from "../sharing/joined-inventory.ts";
import { matchesTerms } from "../sharing/match-node.ts";
import type { Cause, Fix } from "./cause.ts";
import { kubectl } from "./command.ts";
import { attachmentEvidence, consumerEvidence, eventEvidence } from "./evidence.ts";
import { need, type Rule } from "./rule.ts";
import { nameConsumer, nameStorage } from "./wording.ts";

/**
 * The kubelet calls a volume by its PersistentVolume, or by the entry of the pod's own spec. Its
 * words are quoted: what a driver means by them only the driver knows. What the kubelet itself says,
 * of ConfigMaps, Secrets and paths, is known, and so is the way out.
 */
export const mountFailed: Rule = {
  id: "mount-failed",
  summary: "a pod waits for a volume that its node cannot mount",
  kinds: STORAGE_KINDS,
  needs: [need("pods"), { anyOf: ["events"], extent: "namespace", of: isWaitedFor }],
  details: true,
  tellsCauses: true,
  citation: page(
    "kubernetes/kubernetes pkg/volume/util/operationexecutor/operation_generator.go",
    "https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/volume/util/operationexecutor/operation_generator.go",
  ),
  *check(storage, joined) {
    for (const consumer of storage.consumers ?? []) {
      const pod = joined.podOf(consumer);
      if (consumer.state !== "waiting" || pod === null || isPastVolumes(pod)) continue;
      if (!isAttachedTo(storage, consumer, joined)) continue;
      const said = findSaid(storage, consumer, joined);
      if (said === null) continue;
      const { event, match } = said;
      const isTimeout = match.message.id === "mount-wait-over";
      yield {
        severity: isTimeout ? "warning" : "error",
        message: `${nameConsumer(consumer)} waits for ${nameMounted(storage)} to be mounted. ${describeMeaning(match, consumer)} The event says: ${event.message.trim()}`,
        hint: kubectl(consumer.namespace, "describe", "pod", pod.name),
        cause: explain(storage, consumer, pod, said, joined),
      };
    }
  },
};

function isWaitedFor({ consumers }: Storage): boolean {
  return (consumers ?? []).some(({ state }) => state === "waiting");
}

/** Until it is attached, waiting-for-attach tells what the pod waits for. */
function isAttachedTo(storage: Storage, consumer: Consumer, joined: JoinedInventory): boolean {
  if (!isClaimKind(storage.kind)) return true;
  if (!isBound(storage)) return false;
  const attachments = joined.attachmentsOf(storage);
  const isUnread = !wasRead(joined.inventory.extents, "volumeattachments");
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
    // It is a wrong stanza, a second pod, a wrong node: rules of their own, which know more.
    .filter(({ match }) => !ELSEWHERE.has(match.message.id))
    .filter(
      ({ match }) => match.message.id !== "wrong-node" || !isOutOfReach(storage, consumer, joined),
    );
  return said.find(({ match }) => match.message.id !== "mount-wait-over") ?? said[0] ?? null;
}

/** By what was read of the node, too, so that volume-out-of-reach tells it. */
function isOutOfReach({ volume }: Storage, consumer: Consumer, joined: JoinedInventory): boolean {
  const node = joined.inventory.nodes.get(consumer.node ?? "");
  return node !== undefined && !matchesTerms(volume?.nodeAffinity ?? [], node);
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
  return storage.kind === "Projected"
    ? `projected volume ${storage.name}`
    : `${storage.kind} ${storage.name}`;
}

/** What the pattern knows, with the name of what is missing where the event tells it. */
function describeMeaning({ message, object }: MessageMatch, { namespace }: Consumer): string {
  return object === null
    ? message.meaning.value
    : `${object.kind} ${object.name} does not exist in namespace ${namespace}.`;
}

function explain(
  storage: Storage,
  consumer: Consumer,
  pod: Pod,
  { event, match }: Said,
  joined: JoinedInventory,
): Cause {
  const attachments = joined.attachmentsOf(storage).filter(({ node }) => node === consumer.node);
  const { outlook, fixes } = findWayOut({ storage, consumer, pod, match, joined });
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
      ...attachments.slice(0, 1).flatMap(attachmentEvidence),
    ],
    outlook,
    fixes,
  };
}

interface Situation {
  storage: Storage;
  consumer: Consumer;
  pod: Pod;
  match: MessageMatch;
  joined: JoinedInventory;
}

type WayOut = Pick<Cause, "outlook" | "fixes">;

/**
 * What becomes of it, by what the event says. The kubelet tries a mount again after two minutes at
 * the latest.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/util/goroutinemap/exponentialbackoff/exponential_backoff.go
 */
function findWayOut(situation: Situation): WayOut {
  const { consumer, pod, match } = situation;
  const node = consumer.node ?? "";
  switch (match.message.id) {
    case "object-not-found":
      return makeObject(situation);
    case "key-not-found":
      return {
        outlook: {
          endsByItself: false,
          text: `Not before the key ${match.detail} is there; the node then goes on within some two minutes.`,
        },
        fixes: [
          {
            text: "Add the key to the ConfigMap or Secret; or take it out of the volume's items, or make it optional, in a pod made anew.",
            commands: [kubectl(pod.namespace, "get", "pod", pod.name, "-o", "yaml")],
            loses: null,
          },
        ],
      };
    case "object-not-registered":
    case "object-cache-late":
      return {
        outlook: {
          endsByItself: null,
          text: `${node} tries again, within some two minutes; whether the object is there the event does not say.`,
        },
        fixes: [describePod(pod)],
      };
    case "host-path-type":
      return {
        outlook: {
          endsByItself: false,
          text: `Not before ${node} has such a path, of such a type; it looks again within some two minutes.`,
        },
        fixes: [
          {
            text: `Make the path on ${node} what the pod asks for; or ask for another type: DirectoryOrCreate and FileOrCreate make it, in a pod made anew.`,
            commands: [kubectl(pod.namespace, "get", "pod", pod.name, "-o", "yaml")],
            loses: null,
          },
        ],
      };
    case "driver-not-registered":
      return {
        outlook: {
          endsByItself: null,
          text: `It passes when the driver's pod on ${node} runs and registers; whether it will, what was read does not tell.`,
        },
        fixes: [
          {
            text: `See what drivers ${node} has, and look for the driver's pod there; a node that the driver's DaemonSet leaves out, by a taint or a nodeSelector, never has it.`,
            commands: [command("kubectl", "get", "csinode", node, "-o", "yaml"), listPodsOf(node)],
            loses: null,
          },
        ],
      };
    case "wrong-node":
      return {
        outlook: {
          endsByItself: false,
          text: "The node does not change by itself: a pod stays where it was put.",
        },
        fixes: [
          {
            text: "Make the pod anew without nodeName: the scheduler puts it where the volume can be mounted.",
            commands: [kubectl(pod.namespace, "get", "pod", pod.name, "-o", "yaml")],
            loses: null,
          },
        ],
      };
    default:
      return readWords(situation);
  }
}

function makeObject({ pod, match }: Situation): WayOut {
  const { kind, name } = match.object ?? { kind: "ConfigMap", name: "" };
  const { namespace } = pod;
  return {
    outlook: {
      endsByItself: false,
      text: `Not before ${kind} ${name} is there; the node tries again within some two minutes, and the pod then goes on by itself.`,
    },
    fixes: [
      {
        text: `See what there is: the name may be misspelt, or ${kind} ${name} be in another namespace.`,
        commands: [kubectl(namespace, "get", kind.toLowerCase())],
        loses: null,
      },
      {
        text: `Make ${kind} ${name} in namespace ${namespace}: the pod need not be made anew.`,
        commands: [],
        loses: null,
      },
    ],
  };
}

/** What is said is said by somebody else: who that is, is all that can be told. */
function readWords({ storage, consumer, pod, match, joined }: Situation): WayOut {
  const { driver } = describeAttach(storage, joined.inventory);
  const isDrivers = match.message.id === "mount-failed";
  const who = isDrivers ? (driver ?? "the driver") : "the kubelet";
  const node = consumer.node ?? "";
  return {
    outlook: {
      endsByItself: null,
      text:
        match.message.id === "mount-wait-over"
          ? `${node} begins again; what it waits for the event does not say.`
          : `${node} tries again and again; whether it succeeds depends on what ${who} says.`,
    },
    fixes: [
      isDrivers
        ? {
            text: `Mend what ${who} says; the log of its pod on ${node} tells more.`,
            commands: [...describePod(pod).commands, listPodsOf(node)],
            loses: null,
          }
        : describePod(pod),
    ],
  };
}

function describePod({ namespace, name }: Pod): Fix {
  return {
    text: "Read all that is said of the pod, its first event too; the kubelet's log on the node tells more.",
    commands: [kubectl(namespace, "describe", "pod", name)],
    loses: null,
  };
}

function listPodsOf(node: string): string {
  const selector = `--field-selector=spec.nodeName=${node}`;
  return command("kubectl", "get", "pods", "-A", "-o", "wide", selector);
}
