import { repository } from "../../../knowledge/citation.ts";
import { matchMessage } from "../../../knowledge/match-message.ts";
import type { Consumer } from "../../model/consumer.ts";
import type { Pod } from "../../model/pod.ts";
import type { Resource } from "../../model/resource.ts";
import { isBound, type Storage } from "../../model/storage.ts";
import { isClaimKind } from "../../model/storage-kind.ts";
import { nameStorage } from "../../rules/wording.ts";
import { describeAttach } from "../../sharing/attach.ts";
import type { JoinedInventory } from "../../sharing/joined-inventory.ts";
import type { PodExplanation, Remark } from "../object-report.ts";
import { remark } from "./remark.ts";
import type { Survey } from "./survey.ts";

/** The kubelet mounts the volumes of a pod before it makes its sandbox and pulls its images. */
const syncPod = repository("kubernetes/kubernetes").file(
  "pkg/kubelet/kubelet.go",
  "SyncPod: WaitForAttachAndMount, then containerRuntime.SyncPod",
);

/** What containers say before the kubelet has come to them at all. */
const NOT_REACHED: ReadonlySet<string> = new Set(["", "ContainerCreating", "PodInitializing"]);

/** What the kubelet says of a pod whose volumes are mounted but that has no network. */
const NO_SANDBOX = "FailedCreatePodSandBox";

/** What tells where the storage of a pod is on its way. */
const TELLING: readonly Resource[] = [
  "persistentvolumeclaims",
  "persistentvolumes",
  "volumeattachments",
  "nodes",
  "events",
];

/** Rules that keep no pod from starting: what they would have said explains nothing. */
const WITHOUT_CAUSE: ReadonlySet<string> = new Set([
  "attached-elsewhere",
  "hostpath-mixed-access",
  "node-path-on-several-nodes",
  "rollout-on-rwo",
  "rox-mounted-writable",
  "rwo-several-writers",
  "same-backend",
  "shell-without-command",
  "start-order",
]);

type Judgement = Pick<PodExplanation, "verdict" | "remarks">;

/**
 * Of a pod that no rule says is kept: `other` where the objects show that something else keeps it,
 * and that its storage is past; `unknown` otherwise, with what could not be read.
 */
export function judgeUnexplained(
  consumer: Consumer,
  pod: Pod | undefined,
  storages: readonly Storage[],
  survey: Survey,
): Judgement {
  const told = findOtherReason(consumer, pod, survey.joined);
  const facts = storages.flatMap((storage) => describeReadiness(storage, consumer, survey.joined));
  if (told.length > 0) return { verdict: "other", remarks: [...told, ...facts] };
  const unread = consumer.state === "unknown" ? [] : describeUnread(survey);
  const silence = describeSilence(consumer, pod, survey.joined);
  return { verdict: "unknown", remarks: [...unread, ...silence, ...facts] };
}

/** What keeps the pod, and is not its storage. */
function findOtherReason(
  consumer: Consumer,
  pod: Pod | undefined,
  joined: JoinedInventory,
): Remark[] {
  if (consumer.state === "unscheduled") {
    const words = findSchedulerWords(consumer, pod, joined);
    const isOfStorage = matchMessage("FailedScheduling", words).length > 0;
    return words === "" || isOfStorage ? [] : [remark(`The scheduler says: ${words}`)];
  }
  const waiting = pod?.progress?.waiting ?? [];
  const stopped = waiting.filter(({ reason }) => !NOT_REACHED.has(reason));
  if (stopped.length > 0) {
    return [
      ...stopped.map(describeContainer),
      remark("Its volumes are mounted: the node begins with containers only after that.", syncPod),
    ];
  }
  const started = findStartedInit(pod, waiting);
  if (started !== undefined) {
    return [
      remark(
        `Init container ${started} has started and has not let the others go on; the volumes are mounted, since the node begins with containers only after that.`,
        syncPod,
      ),
    ];
  }
  const [event] = eventsOf(consumer, joined).filter(({ reason }) => reason === NO_SANDBOX);
  return event === undefined
    ? []
    : [
        remark(`The node says: ${event.message.trim()}`),
        remark("Its volumes are mounted: the node makes the sandbox only after that.", syncPod),
      ];
}

/** `Container app waits: ImagePullBackOff, Back-off pulling image "app:2".` */
export function describeContainer({
  container,
  reason,
  message,
}: {
  container: string;
  reason: string;
  message: string;
}): Remark {
  const words = message.trim();
  return remark(`Container ${container} waits: ${reason}${words === "" ? "." : `, ${words}`}`);
}

/**
 * Whether its containers are begun with, so that its volumes are mounted, whatever an older event
 * says of them.
 */
export function isPastVolumes(pod: Pod | undefined): boolean {
  const waiting = pod?.progress?.waiting ?? [];
  return (
    waiting.some(({ reason }) => !NOT_REACHED.has(reason)) ||
    findStartedInit(pod, waiting) !== undefined
  );
}

/** Whether the remark is one of {@link describeContainer}. */
export function tellsOfContainer({ text }: Remark): boolean {
  return /^Container \S+ waits: /.test(text);
}

/** The condition stays where the event is forgotten; `SchedulingGated` has no other witness. */
function findSchedulerWords(
  consumer: Consumer,
  pod: Pod | undefined,
  joined: JoinedInventory,
): string {
  const condition = pod?.progress?.unschedulable;
  const [event] = eventsOf(consumer, joined).filter(({ reason }) => reason === "FailedScheduling");
  return (condition?.message || event?.message || condition?.reason || "").trim();
}

/** A container that waits for init containers says nothing of them; one of them not waiting does. */
function findStartedInit(
  pod: Pod | undefined,
  waiting: readonly { container: string }[],
): string | undefined {
  if (waiting.length === 0) return undefined;
  const names = new Set(waiting.map(({ container }) => container));
  return pod?.spec.containers.find(
    ({ type, name }) => (type === "init" || type === "sidecar") && !names.has(name),
  )?.name;
}

function eventsOf({ namespace, pod, podUid }: Consumer, joined: JoinedInventory) {
  return joined.eventsOf("Pod", { namespace, name: pod ?? "", uid: podUid });
}

/** What the objects say of why, if only that they say nothing. */
function describeSilence(
  consumer: Consumer,
  pod: Pod | undefined,
  joined: JoinedInventory,
): Remark[] {
  const { namespace, node, state, phase } = consumer;
  const next = `kubectl -n ${namespace} describe pod ${consumer.pod}`;
  if (state === "unknown") {
    return [
      remark(`Its phase is ${phase}: node ${node} does not tell what becomes of it. ${next}`),
    ];
  }
  if (state === "unscheduled") {
    const words = findSchedulerWords(consumer, pod, joined);
    return [
      remark(
        words === ""
          ? `No node was picked for it, and its status does not say why. ${next}`
          : `The scheduler says: ${words}`,
      ),
    ];
  }
  return [
    remark(
      `Neither its status nor an event says what node ${node} waits for; of mounts that only take too long there is no event. ${next}`,
      repository("kubernetes/kubernetes").file("pkg/kubelet/kubelet.go", "wait.Interrupted"),
    ),
  ];
}

/** What was not read, or not all of it, and may tell. */
function describeUnread({ joined: { inventory }, run }: Survey): Remark[] {
  const rules = run.rulesNotRun.filter(({ rule }) => !WITHOUT_CAUSE.has(rule));
  const unread = TELLING.flatMap((resource) => {
    const said =
      inventory.gaps.find((gap) => gap.resource === resource) ??
      rules.find(({ needs }) => needs.includes(resource));
    if (said === undefined) return [];
    const isPart = inventory.extents[resource]?.of === "some";
    return [`${isPart ? "all " : ""}${resource} (${said.reason})`];
  });
  return unread.length === 0 ? [] : [remark(`Not read, though it may tell: ${unread.join(", ")}.`)];
}

/** Where a claim of the pod is on its way; other storage has none. */
function describeReadiness(
  storage: Storage,
  { node }: Consumer,
  joined: JoinedInventory,
): Remark[] {
  if (!isClaimKind(storage.kind)) return [];
  const { claim } = storage;
  const subject = capitalize(nameStorage(storage));
  if (claim === null) return [remark(`${subject} is not among what was read.`)];
  if (!isBound(storage)) return [remark(`${subject} has no volume yet.`)];
  const bound = `${subject} is bound to ${claim.volumeName}`;
  const { attaches } = describeAttach(storage, joined.inventory);
  if (attaches === false) return [remark(`${bound}, which needs no attaching.`)];
  if (node === null) return [remark(`${bound}.`)];
  const attachment = joined.attachmentsOf(storage).find((it) => it.node === node);
  if (attachment?.attached) return [remark(`${bound}, which is attached to ${node}.`)];
  return [
    remark(
      attachment
        ? `${bound}, which is not attached to ${node} yet.`
        : `${bound}; that it is attached to ${node} was not read.`,
    ),
  ];
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
