import { abbreviateModes } from "../../../model/access-mode.ts";
import { isLive } from "../../../model/consumer.ts";
import { count, listSome, lowerFirst } from "../../../model/text.ts";
import type { Finding } from "../../../rules/finding.ts";
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

/** A report but for its headline. */
export type Body = Omit<ObjectReport, "headline">;

/**
 * What matters most, in a sentence: what is broken, else what the object does.
 *
 * @param lead what was found of the first pod, in a clause; null: its verdict says all
 * @param findings those that are about the object, most severe first
 */
export function writeHeadline(
  body: Body,
  lead: string | null,
  findings: readonly Finding[],
): string {
  const { object, pods, claims, volume, workload, node, storageClass } = body;
  const alarm = findings.find(({ severity }) => severity !== "info")?.message ?? null;
  switch (object.type) {
    case "pod": {
      const [pod] = pods;
      return pod === undefined ? nameObject(body) : headPod(pod, claims, lead, alarm);
    }
    case "claim": {
      const [claim] = claims;
      return pickAlarm(pods, alarm) ?? (claim === undefined ? nameObject(body) : headClaim(claim));
    }
    case "volume":
      return pickAlarm(pods, alarm) ?? (volume === null ? nameObject(body) : headVolume(volume));
    case "node":
      return node === null ? nameObject(body) : headNode(node);
    case "storageclass":
      return storageClass === null ? nameObject(body) : headClass(storageClass);
    case "deployment":
    case "statefulset":
      return (
        pickAlarm(pods, alarm) ??
        `${workload?.kind ?? "Workload"} ${object.namespace}/${object.name} ${describeWanted(workload?.replicas)}; nothing was found wrong with its storage${isPartial(body) ? ", as far as it was read" : ""}.`
      );
  }
}

/** What keeps a pod comes before an error or a warning, and that before what passes; null: nothing. */
function pickAlarm(pods: readonly PodExplanation[], alarm: string | null): string | null {
  const stuck = pods.find(({ verdict }) => verdict === "stuck");
  return (
    stuck?.cause?.message ??
    alarm ??
    pods.find(({ cause }) => cause !== null)?.cause?.message ??
    null
  );
}

function headPod(
  pod: PodExplanation,
  claims: readonly ClaimExplanation[],
  lead: string | null,
  alarm: string | null,
): string {
  const { namespace, name, verdict, cause, state } = pod;
  const subject = `Pod ${namespace}/${name}`;
  const object = lowerFirst(subject);
  if (cause !== null) return cause.message;
  const more = lead === null ? "" : `; ${lead}`;
  const why = lead === null ? "" : `: ${lead}`;
  if (state === "terminating") return `${subject} is being deleted${more}.`;
  switch (verdict) {
    case "other":
      return `${subject} does not start, but not because of its storage${why}.`;
    case "unknown":
      return state === "unknown"
        ? `What becomes of ${object} cannot be told.`
        : lead === null
          ? `Why ${object} does not start cannot be told.`
          : `${subject} does not start${why}; whether that passes cannot be told.`;
    case "planned":
      return alarm ?? `Nothing was found that would keep ${object} from starting.`;
    case "stuck":
    case "waits":
    case "started":
      if (alarm !== null) return alarm;
      if (state === "finished") return `${subject} has ended.`;
      return `${subject} runs${describeCompany(pod, claims)}${more}.`;
  }
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

function headClaim({ storage, sharing, oneMorePod, modes }: ClaimExplanation): string {
  const { namespace, name, exists, planned, phase, grantedModes, requestedModes } = storage;
  const subject = `Claim ${namespace}/${name}`;
  if (planned) return `${subject} is not there yet: it will be made for its pod.`;
  if (exists === false) return `There is no claim ${namespace}/${name}.`;
  if (exists === null) return `${subject} could not be read.`;
  const short = abbreviateModes(grantedModes ?? requestedModes ?? []);
  const use = describeSharing(sharing);
  if (phase === "Pending") return `${subject} (${short}) has no volume yet and ${use}.`;
  if (phase === null) return `${subject} (${short}) is not applied yet.`;
  // What a volume has and its driver does not simply support, nobody should be invited to.
  const isDoubtful = modes.some(
    ({ granted, answer }) => granted && (answer === "no" || answer === "conditional"),
  );
  const next = isDoubtful ? null : describeNext(oneMorePod);
  return `${subject} (${short}) ${use}${next === null ? "" : `; ${next}`}.`;
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
  incomplete,
  staticOnly,
}: ClassExplanation): string {
  const subject = `Class ${name}`;
  if (incomplete !== null) return `${subject} makes no volumes as it is. ${incomplete.text}`;
  if (staticOnly) return `${subject} makes no volumes: its claims get those made by hand for it.`;
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
