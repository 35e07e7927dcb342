import { listSome, upperFirst } from "../../core/model/text.ts";
import type { PodExplanation } from "../../core/reports/object/object-report.ts";
import { head, say, sayRemark } from "../document/blocks.ts";
import type { DocumentBlock, Verdict } from "../document/document.ts";
import { describeWorkload } from "../mount/describe-consumers.ts";
import { drawCause, drawFurtherCause } from "./draw-cause.ts";

type VerdictWord = PodExplanation["verdict"];

interface VerdictWords extends Pick<Verdict, "word" | "tone" | "text"> {
  /** Behind a number of pods. */
  counted: string;
}

const VERDICTS: Record<VerdictWord, VerdictWords> = {
  stuck: {
    word: "STUCK",
    tone: "error",
    text: "Does not start, and something must be done.",
    counted: "stuck",
  },
  waits: {
    word: "WAITS",
    tone: "warning",
    text: "Does not start yet, which passes by itself.",
    counted: "waiting, which passes by itself",
  },
  unknown: {
    word: "UNKNOWN",
    tone: "warning",
    text: "Does not start, and not enough could be read to say why.",
    counted: "not started, not known why",
  },
  other: {
    word: "NOT STORAGE",
    tone: "info",
    text: "Does not start, but what was read of its storage does not keep it.",
    counted: "not started, though not for storage",
  },
  planned: {
    word: "PLANNED",
    tone: "info",
    text: "Is not there yet, and nothing was found against it.",
    counted: "planned",
  },
  started: {
    word: "STARTED",
    tone: "good",
    text: "Its containers run or have run.",
    counted: "started",
  },
};

/** More sections than this are no answer any more. */
const MOST_SECTIONS = 5;

/** `Pod shop/db-1, waiting on node-b, of Deployment/db`; `Pods of Deployment/db in shop, planned` */
export function titlePod(pod: PodExplanation): string {
  const { name, state, node, workload } = pod;
  if (name === null) return `${upperFirst(namePod(pod))}, ${describeState(state)}`;
  const where = node === null ? "" : ` on ${node}`;
  const maker = workload === null ? "" : `, of ${describeWorkload(workload)}`;
  return `Pod ${namePod(pod)}, ${describeState(state)}${where}${maker}`;
}

/** Pods that are still to be made have no name yet, but their template has one. */
function namePod({ namespace, name, workload }: PodExplanation): string {
  return name === null
    ? `pods of ${describeWorkload(workload)} in ${namespace}`
    : `${namespace}/${name}`;
}

function describeState(state: PodExplanation["state"]): string {
  return state === "unknown" ? "in an unknown state" : state;
}

/** Why the pod is as it is: verdict, cause, evidence, fixes, then what else is to be said. */
export function drawPod(pod: PodExplanation): DocumentBlock[] {
  const { cause, furtherCauses, remarks } = pod;
  const hasSections = cause !== null || furtherCauses.length > 0;
  return [
    drawVerdict(pod),
    ...(cause === null ? [] : drawCause(cause)),
    ...(furtherCauses.length === 0
      ? []
      : [
          head(cause === null ? "What is wrong" : "What would keep it next"),
          ...furtherCauses.flatMap(drawFurtherCause),
        ]),
    ...(hasSections && remarks.length > 0 ? [head("Remarks")] : []),
    ...remarks.map(sayRemark),
  ];
}

function drawVerdict({ verdict, cause }: PodExplanation): Verdict {
  const { word, tone, text } = VERDICTS[verdict];
  const told = cause === null ? text : `(${cause.rule}): ${cause.message}`;
  return { kind: "verdict", word, tone, text: told, advice: [] };
}

/**
 * The pods of another object: how many there are of each verdict, then a section for those that
 * are alike. Pods that have started and of which there is nothing to say are only counted.
 */
export function drawPods(pods: readonly PodExplanation[]): DocumentBlock[] {
  if (pods.length === 0) return [];
  const sections = groupAlike(pods.filter(hasMatter));
  const left = sections.slice(MOST_SECTIONS).flat().length;
  return [
    ...(pods.length === 1 && sections.length === 1 ? [] : [say(`Pods: ${countVerdicts(pods)}.`)]),
    ...sections
      .slice(0, MOST_SECTIONS)
      .flatMap((alike) => [head(titlePods(alike)), ...drawPod(alike[0])]),
    ...(left > 0 ? [say(`... and ${left} more pods (-o json has all).`)] : []),
  ];
}

function countVerdicts(pods: readonly PodExplanation[]): string {
  const counts = Object.entries(VERDICTS).map(([verdict, { counted }]) => {
    const count = pods.filter((pod) => pod.verdict === verdict).length;
    return count === 0 ? [] : [`${count} ${counted}`];
  });
  return counts.flat().join("; ");
}

function hasMatter({ verdict, cause, furtherCauses, remarks }: PodExplanation): boolean {
  return verdict !== "started" || cause !== null || furtherCauses.length > 0 || remarks.length > 0;
}

type Alike = [PodExplanation, ...PodExplanation[]];

/** Replicas mostly wait for the same: one section tells it of all of them. */
function groupAlike(pods: readonly PodExplanation[]): Alike[] {
  const groups = new Map<string, Alike>();
  for (const pod of pods) {
    const { verdict, cause, furtherCauses, remarks } = pod;
    const key = JSON.stringify([verdict, cause, furtherCauses, remarks]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [pod]);
    else group.push(pod);
  }
  return [...groups.values()];
}

function titlePods(alike: Alike): string {
  if (alike.length === 1) return titlePod(alike[0]);
  return `Pods ${listSome(alike.map(namePod))}`;
}
