import { abbreviateModes } from "../../model/access-mode.ts";
import { isLive } from "../../model/consumer.ts";
import { count, listSome } from "../../rules/wording.ts";
import type {
  ClaimExplanation,
  ClassExplanation,
  NodeExplanation,
  ObjectReport,
  PlacementAnswer,
  PodExplanation,
  PodFate,
  VolumeExplanation,
} from "../object-report.ts";
import { isDemanded } from "./explain-class.ts";
import { tellsOfContainer } from "./judge-unexplained.ts";

/** A report but for its headline. */
export type Body = Omit<ObjectReport, "headline">;

/** What matters most, in a sentence: what is broken, else what the object does. */
export function writeHeadline(body: Body): string {
  const { object, pods, claims, volume, workload, node, storageClass } = body;
  const alarm = findAlarm(body);
  switch (object.type) {
    case "pod": {
      const [pod] = pods;
      return pod === undefined ? nameObject(body) : headPod(pod, claims, alarm);
    }
    case "claim": {
      const [claim] = claims;
      return alarm ?? (claim === undefined ? nameObject(body) : headClaim(claim));
    }
    case "volume":
      return alarm ?? (volume === null ? nameObject(body) : headVolume(volume));
    case "node":
      return node === null ? nameObject(body) : headNode(node);
    case "storageclass":
      return storageClass === null ? nameObject(body) : headClass(storageClass);
    default:
      return (
        alarm ??
        `${workload?.kind ?? "Workload"} ${object.namespace}/${object.name} ${describeWanted(workload?.replicas)}; nothing was found wrong with its storage${isPartial(body) ? ", as far as it was read" : ""}.`
      );
  }
}

/** The worst that is told: what keeps a pod, else an error or a warning; null: nothing. */
function findAlarm({ pods, findings }: Body): string | null {
  const stuck = pods.find(({ verdict }) => verdict === "stuck");
  if (stuck?.cause) return stuck.cause.message;
  const finding = findings.find(({ finding }) => finding.severity !== "info");
  if (finding !== undefined) return finding.finding.message;
  return pods.find(({ cause }) => cause !== null)?.cause?.message ?? null;
}

function headPod(
  pod: PodExplanation,
  claims: readonly ClaimExplanation[],
  alarm: string | null,
): string {
  const { namespace, name, verdict, cause, state, remarks } = pod;
  const subject = `Pod ${namespace}/${name}`;
  if (cause !== null) return cause.message;
  const [first, second] = remarks.map(({ text }) => ` ${text}`);
  if (state === "terminating") return `${subject} is being deleted.${second ?? ""}`;
  switch (verdict) {
    case "other":
      return `${subject} does not start, but not because of its storage.${first ?? ""}`;
    case "unknown":
      return `${state === "unknown" ? `What becomes of ${lower(subject)}` : `Why ${lower(subject)} does not start`} cannot be told.${first ?? ""}`;
    case "planned":
      return alarm ?? `Nothing was found that would keep ${lower(subject)} from starting.`;
    default:
      if (alarm !== null) return alarm;
      if (state === "finished") return `${subject} has ended.`;
      return `${subject} runs${describeCompany(pod, claims)}.${remarks.some(tellsOfContainer) ? first : ""}`;
  }
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** ` and shares claim shop/media with 3 other pods` */
function describeCompany(pod: PodExplanation, claims: readonly ClaimExplanation[]): string {
  const shared = claims.flatMap(({ storage, consumers }) => {
    const others = (consumers ?? []).filter(
      (it) => isLive(it) && (it.pod !== pod.name || it.namespace !== pod.namespace),
    );
    return others.length === 0
      ? []
      : [`claim ${storage.namespace}/${storage.name} with ${count(others.length, "other pod")}`];
  });
  if (shared.length > 0) return ` and shares ${listSome(shared)}`;
  const isKnown = claims.every(({ sharing }) => sharing.pods !== null);
  return claims.length > 0 && isKnown ? " and shares no claim with another pod" : "";
}

function headClaim({ storage, sharing, oneMorePod }: ClaimExplanation): string {
  const { namespace, name, exists, planned, phase, grantedModes, requestedModes } = storage;
  const subject = `Claim ${namespace}/${name}`;
  if (planned) return `${subject} is not there yet: it will be made for its pod.`;
  if (exists === false) return `There is no claim ${namespace}/${name}.`;
  if (exists === null) return `${subject} could not be read.`;
  const modes = abbreviateModes(grantedModes ?? requestedModes ?? []);
  const use = describeSharing(sharing);
  if (phase === "Pending") return `${subject} (${modes}) has no volume yet and ${use}.`;
  if (phase === null) return `${subject} (${modes}) is not applied yet.`;
  const next = describeNext(oneMorePod);
  return `${subject} (${modes}) ${use}${next === null ? "" : `; ${next}`}.`;
}

function describeSharing({ pods, nodes }: ClaimExplanation["sharing"]): string {
  if (pods === null) return "is used by pods that were not all read";
  if (pods === 0) return "is used by no pod";
  return `is used by ${count(pods, "pod")}${nodes ? ` on ${count(nodes, "node")}` : ""}`;
}

/** Where one more pod could use the claim; null: not known everywhere. */
function describeNext(answers: readonly PlacementAnswer[]): string | null {
  const here = answers.find(({ place }) => place === "same-node");
  const there = answers.find(({ place }) => place === "other-node");
  if (there?.answer === "yes") return "one more pod can use it, on another node too";
  if (here?.answer === "yes" && there?.answer === "no") {
    return `one more pod can use it${here.example === null ? " on one node only" : ` on ${here.example} only`}`;
  }
  if (here?.answer === "no" && there?.answer === "no") return "no other pod can use it";
  return null;
}

function headVolume({ name, storage, claim }: VolumeExplanation): string {
  const subject = `Volume ${name}`;
  const holder = claim === null ? null : `claim ${claim.namespace}/${claim.name}`;
  if (storage === null) {
    return `${subject} could not be read${holder === null ? "" : `; it is that of ${holder}`}.`;
  }
  switch (storage.phase) {
    case "Available":
      return `${subject} is Available: no claim has it.`;
    case "Released":
      return `${subject} is Released: ${holder ?? "its claim"} is gone, and no other claim gets it while spec.claimRef names that one.`;
    default: {
      if (storage.phase === null)
        return `${subject} is not applied yet${holder === null ? "" : `; it is meant for ${holder}`}.`;
      return holder === null
        ? `${subject} (${storage.phase}) is no claim's.`
        : `${subject} (${storage.phase}) is that of ${holder}.`;
    }
  }
}

function headClass({
  name,
  product,
  provisioner,
  installed,
  filesystem,
  block,
  missing,
}: ClassExplanation): string {
  const subject = `Class ${name}`;
  const lack = missing.find(isDemanded);
  if (lack !== undefined) return `${subject} makes no volumes as it is: ${lack.text}`;
  if (installed === false) {
    return `${subject} makes no volumes here: its driver ${provisioner} is not installed.`;
  }
  if (product === null) {
    return `What volumes of class ${name} can do is not known: ${provisioner} is no provisioner that this build knows.`;
  }
  const given = describeModes(filesystem);
  const raw = describeModes(block);
  const rest = raw === given ? "" : `; as raw block devices ${raw}`;
  return `${subject} (${product}) offers ${given}${rest}.`;
}

function describeModes(answers: ClassExplanation["filesystem"]): string {
  const listed = (answer: string) =>
    answers.filter((it) => it.answer === answer).map(({ mode }) => mode);
  const sure = abbreviateModes(listed("yes"));
  const open = abbreviateModes(listed("conditional"));
  const parts = [...(sure === "" ? [] : [sure]), ...(open === "" ? [] : [`${open} on conditions`])];
  if (parts.length > 0) return parts.join(", ");
  return answers.some(({ answer }) => answer === "unknown") ? "nothing that is known" : "nothing";
}

function headNode({
  name,
  ready,
  readySince,
  outOfService,
  pods,
  pinned,
  lost,
}: NodeExplanation): string {
  const fates = FATES.flatMap(([fate, one, several]) => {
    const number = pods.filter((pod) => pod.fate === fate).length;
    return number === 0 ? [] : [`${count(number, "pod")} ${number === 1 ? one : several}`];
  });
  const emptyDirs = lost.filter(({ kind }) => kind === "EmptyDir").length;
  const fixed = pinned.filter(({ to }) => to === "node").length;
  const losses = [
    ...(fixed === 0 ? [] : [`${count(fixed, "volume")} cannot follow`]),
    ...(emptyDirs === 0
      ? []
      : [`${count(emptyDirs, "emptyDir")} ${emptyDirs === 1 ? "is" : "are"} lost`]),
  ];
  const parts = [fates, losses].filter((list) => list.length > 0).map((list) => list.join(", "));
  const effect = parts.length === 0 ? "no pod that was read goes with it" : parts.join("; ");
  if (outOfService) return `Node ${name} is marked as out of service: ${effect}.`;
  if (ready === false) {
    const since = readySince === null ? "" : ` since ${readySince}`;
    return `Node ${name} is not ready${since}; if it does not come back, ${effect}.`;
  }
  return `If node ${name} goes, ${effect}.`;
}

const FATES: readonly [PodFate["fate"], string, string][] = [
  ["replaced", "is made anew elsewhere", "are made anew elsewhere"],
  ["waits", "waits", "wait"],
  ["ends", "ends for good", "end for good"],
  ["unknown", "has an unknown fate", "have an unknown fate"],
  ["stays", "stays with it", "stay with it"],
];

function describeWanted(replicas: number | null | undefined): string {
  if (replicas === undefined) return "was not read";
  return replicas === null ? "wants a pod for each node" : `wants ${count(replicas, "pod")}`;
}

function isPartial({ rulesNotRun, gaps }: Body): boolean {
  return rulesNotRun.length > 0 || gaps.length > 0;
}

function nameObject({ object: { namespace, name } }: Body): string {
  return namespace === null ? name : `${namespace}/${name}`;
}
