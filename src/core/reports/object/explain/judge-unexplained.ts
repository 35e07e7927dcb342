import { repository } from "../../../../knowledge/citation.ts";
import { matchMessage } from "../../../../knowledge/match-message.ts";
import type { Consumer } from "../../../model/consumer.ts";
import { findStartedInit, findStopped, type Pod } from "../../../model/pod.ts";
import type { Resource } from "../../../model/resource.ts";
import { isBound, type Storage } from "../../../model/storage.ts";
import { isClaimKind } from "../../../model/storage-kind.ts";
import { upperFirst } from "../../../model/text.ts";
import { RULES } from "../../../rules/rules.ts";
import { nameStorage } from "../../../rules/wording.ts";
import { describeAttach } from "../../../sharing/attach.ts";
import type { JoinedInventory } from "../../../sharing/joined-inventory.ts";
import type { Remark } from "../object-report.ts";
import { describeContainer, nameWaiting } from "./describe-container.ts";
import type { Judgement } from "./judgement.ts";
import { remark } from "./remark.ts";
import type { Survey } from "./survey.ts";

/** The kubelet mounts the volumes of a pod before it makes its sandbox and pulls its images. */
const syncPod = repository("kubernetes/kubernetes").file(
  "pkg/kubelet/kubelet.go",
  "SyncPod: WaitForAttachAndMount, then containerRuntime.SyncPod",
);

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

/**
 * Of a pod that no rule says is kept: `other` where the objects show that something else keeps it,
 * and that its storage is past; `unknown` otherwise, with what could not be read.
 */
export function judgeUnexplained(
  consumer: Consumer,
  pod: Pod | null,
  storages: readonly Storage[],
  survey: Survey,
): Judgement {
  const told = findOtherReason(consumer, pod, survey.joined);
  const facts = storages.flatMap((storage) => describeReadiness(storage, consumer, survey.joined));
  if (told !== null) {
    return { verdict: "other", lead: told.lead, remarks: [...told.remarks, ...facts] };
  }
  const unread = consumer.state === "unknown" ? [] : describeUnread(survey);
  const silence = describeSilence(consumer, pod, survey.joined);
  const { lead } = silence;
  // What the scheduler says beats what might have been read.
  const words = lead === null ? [...unread, ...silence.remarks] : [...silence.remarks, ...unread];
  return { verdict: "unknown", lead, remarks: [...words, ...facts] };
}

type Words = Omit<Judgement, "verdict">;

/** What keeps the pod, and is not its storage; null: nothing that was read. */
function findOtherReason(
  consumer: Consumer,
  pod: Pod | null,
  joined: JoinedInventory,
): Words | null {
  if (consumer.state === "unscheduled") {
    const words = findSchedulerWords(consumer, pod, joined);
    const isOfStorage = matchMessage("FailedScheduling", words).length > 0;
    if (words === "" || isOfStorage) return null;
    return {
      lead: "the scheduler gives it no node",
      remarks: [remark(`The scheduler says: ${words}`)],
    };
  }
  const stopped = pod === null ? [] : findStopped(pod);
  if (stopped.length > 0) {
    return {
      lead: nameWaiting(stopped),
      remarks: [
        ...stopped.map(describeContainer),
        remark(
          "Its volumes are mounted: the node begins with containers only after that.",
          syncPod,
        ),
      ],
    };
  }
  const started = pod === null ? null : findStartedInit(pod);
  if (started !== null) {
    return {
      lead: `init container ${started} has not let the others go on`,
      remarks: [
        remark(
          `Init container ${started} has started and has not let the others go on; the volumes are mounted, since the node begins with containers only after that.`,
          syncPod,
        ),
      ],
    };
  }
  const [event] = eventsOf(consumer, joined).filter(({ reason }) => reason === NO_SANDBOX);
  if (event === undefined) return null;
  return {
    lead: "its network is not made",
    remarks: [
      remark(`The node says: ${event.message.trim()}`),
      remark("Its volumes are mounted: the node makes the sandbox only after that.", syncPod),
    ],
  };
}

/** The condition stays where the event is forgotten; `SchedulingGated` has no other witness. */
function findSchedulerWords(consumer: Consumer, pod: Pod | null, joined: JoinedInventory): string {
  const condition = pod?.progress?.unschedulable;
  const [event] = eventsOf(consumer, joined).filter(({ reason }) => reason === "FailedScheduling");
  return (condition?.message || event?.message || condition?.reason || "").trim();
}

function eventsOf({ namespace, pod, podUid }: Consumer, joined: JoinedInventory) {
  return joined.eventsOf("Pod", { namespace, name: pod ?? "", uid: podUid });
}

/** What the objects say of why, if only that they say nothing. */
function describeSilence(consumer: Consumer, pod: Pod | null, joined: JoinedInventory): Words {
  const { namespace, node, state, phase } = consumer;
  const next = `\`kubectl -n ${namespace} describe pod ${consumer.pod}\``;
  if (state === "unknown") {
    return {
      lead: null,
      remarks: [
        remark(`Its phase is ${phase}: node ${node} does not tell what becomes of it. ${next}`),
      ],
    };
  }
  if (state === "unscheduled") return describeSchedulerSilence(consumer, pod, joined, next);
  return {
    lead: null,
    remarks: [
      remark(
        `Neither its status nor an event says what node ${node} waits for; of mounts that only take too long there is no event. ${next}`,
        repository("kubernetes/kubernetes").file("pkg/kubelet/kubelet.go", "wait.Interrupted"),
      ),
    ],
  };
}

/** Where the scheduler names the storage, what it means is known, though not of which storage. */
function describeSchedulerSilence(
  consumer: Consumer,
  pod: Pod | null,
  joined: JoinedInventory,
  next: string,
): Words {
  const words = findSchedulerWords(consumer, pod, joined);
  if (words === "") {
    const text = "No node was picked for it, and its status does not say why.";
    return { lead: null, remarks: [remark(`${text} ${next}`)] };
  }
  const meanings = matchMessage("FailedScheduling", words).map(({ message }) => message.meaning);
  return {
    lead: meanings.length > 0 ? "the scheduler gives it no node because of its storage" : null,
    remarks: [
      remark(`The scheduler says: ${words}`),
      ...meanings.map(({ value, citations }) => remark(value, ...citations)),
    ],
  };
}

/** Rules whose silence explains something. */
const CAUSAL: ReadonlySet<string> = new Set(
  RULES.filter(({ tellsCauses }) => tellsCauses).map(({ id }) => id),
);

/** What was not read, or not all of it, and may tell. */
function describeUnread({ joined: { inventory }, run }: Survey): Remark[] {
  const rules = run.rulesNotRun.filter(({ rule }) => CAUSAL.has(rule));
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
  const subject = upperFirst(nameStorage(storage));
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
