import { count, listSome } from "../../core/model/text.ts";
import type {
  BrokenSharing,
  LostStorage,
  NodeExplanation,
  PinnedVolume,
  PodFate,
  Remark,
} from "../../core/reports/object/object-report.ts";
import { formatAge } from "../age.ts";
import { head, row, say, sayRemark, tabulate, tabulateGroups } from "../document/blocks.ts";
import type { DocumentBlock, DocumentRow } from "../document/document.ts";
import { describeWorkload } from "../mount/describe-consumers.ts";
import { nameStorage } from "./name-storage.ts";

/** What happens if the node goes: its pods, and what they leave behind. */
export function drawNode(node: NodeExplanation, readAt: string | null): DocumentBlock[] {
  const { pods, pinned, lost, broken, remarks } = node;
  return [
    say(describeFacts(node, readAt)),
    ...section("What would become of its pods", [
      say(`${describeFates(pods)}.`),
      ...tabulateGroups(["FATE", "POD", "OF"], listFates(pods)),
    ]),
    ...section(
      "Volumes that belong to the node or its zone",
      tabulate(["CLAIM", "PINNED TO", "WHY"], pinned.map(drawPinned)),
    ),
    ...section(
      "Data that would be lost",
      tabulateGroups(["WHY", "STORAGE", "USED BY"], lost.map(drawLost)),
    ),
    ...section(
      "Sharing that would break",
      tabulateGroups(["WHY", "CLAIM", "USED BY"], broken.map(drawBroken)),
    ),
    ...section("Remarks", remarks.map(sayRemark)),
  ];
}

function section(title: string, blocks: readonly DocumentBlock[]): DocumentBlock[] {
  return blocks.length === 0 ? [] : [head(title), ...blocks];
}

function describeFacts(node: NodeExplanation, readAt: string | null): string {
  const { ready, readySince, unschedulable, outOfService, zone, otherNodesInZone } = node;
  if (ready === null && unschedulable === null && zone === null) {
    return "What the node says of itself could not be read.";
  }
  const readiness = { true: "Ready", false: "Not ready", null: "Readiness not known" };
  const others = otherNodesInZone === null ? "" : ` with ${count(otherNodesInZone, "other node")}`;
  const facts = [
    `${readiness[`${ready}`]}${describeSince(readySince, readAt)}`,
    ...(unschedulable ? ["cordoned (no new pods)"] : []),
    ...(outOfService ? ["marked as out of service"] : []),
    zone === null ? "zone not known" : `in zone ${zone}${others}`,
  ];
  return `${facts.join(", ")}.`;
}

/** Files may be older than what they tell of the node: then no age can be told. */
function describeSince(since: string | null, readAt: string | null): string {
  if (since === null) return "";
  const isAgeKnown = readAt !== null && Date.parse(since) <= Date.parse(readAt);
  return isAgeKnown ? ` for ${formatAge(since, readAt)}` : ` since ${since}`;
}

/** Of one pod and of several; what needs somebody comes first. */
const FATE_WORDS: Record<PodFate["fate"], readonly [string, string]> = {
  waits: ["waits", "wait"],
  ends: ["ends", "end"],
  unknown: ["has an unknown fate", "have an unknown fate"],
  replaced: ["is replaced", "are replaced"],
  stays: ["stays", "stay"],
};

const FATES = Object.keys(FATE_WORDS) as PodFate["fate"][];

function describeFates(pods: readonly PodFate[]): string {
  const counts = FATES.flatMap((fate) => {
    const number = pods.filter((pod) => pod.fate === fate).length;
    return number === 0
      ? []
      : [`${count(number, "pod")} ${FATE_WORDS[fate][number === 1 ? 0 : 1]}`];
  });
  return counts.length === 0 ? "It has none" : counts.join(", ");
}

/** Pods of one workload with one fate share a row; the fate and its reason head the rows. */
function listFates(pods: readonly PodFate[]) {
  return FATES.flatMap((fate) => {
    const alike = Map.groupBy(
      pods.filter((pod) => pod.fate === fate),
      ({ namespace, name, workload, because }) =>
        JSON.stringify([namespace, workload ?? name, because]),
    );
    return [...alike.values()].flatMap((group) => {
      const [first] = group;
      if (first === undefined) return [];
      const { namespace, workload, because } = first;
      const names = listSome(
        group.map(({ name }) => name),
        1,
      );
      return {
        group: `${fate}: ${because.text}`,
        citations: because.citations,
        name: `${namespace}/${names}`,
        text: workload === null ? "" : describeWorkload(workload),
      };
    });
  });
}

function drawPinned({ id, to, where, because }: PinnedVolume): DocumentRow {
  const places = where.length === 0 ? "" : ` ${listSome(where)}`;
  return row([nameStorage(id), `${to}${places}`, because.text], because.citations);
}

/** The name of an emptyDir has its pod in it already. */
function drawLost({ id, kind, pods, because }: LostStorage) {
  const text = kind === "EmptyDir" ? "" : listSome(pods);
  return { ...groupOf(because), name: nameStorage(id), text };
}

function drawBroken({ id, pods, because }: BrokenSharing) {
  return { ...groupOf(because), name: nameStorage(id), text: listSome(pods) };
}

/** What happens for one reason stands below it. */
function groupOf({ text, citations }: Remark) {
  return { group: text, citations };
}
