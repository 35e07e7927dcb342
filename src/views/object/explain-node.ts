import type {
  BrokenSharing,
  LostStorage,
  NodeExplanation,
  PinnedVolume,
  PodFate,
} from "../../core/reports/object-report.ts";
import { formatAge } from "../age.ts";
import type { DocumentBlock, DocumentRow } from "../document/document.ts";
import { countOf, describeWorkload } from "../mount/describe-consumers.ts";
import { head, row, say, sayRemark, tabulate, tabulateGroups } from "./blocks.ts";
import { listSome } from "./list-some.ts";
import { nameStorage } from "./name-storage.ts";

/** What happens if the node goes: its pods, and what they leave behind. */
export function explainNode(node: NodeExplanation, readAt: string | null): DocumentBlock[] {
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
  const since =
    readySince === null || readAt === null ? "" : ` for ${formatAge(readySince, readAt)}`;
  const others =
    otherNodesInZone === null ? "" : ` with ${countOf(otherNodesInZone, "other node")}`;
  const facts = [
    `${readiness[`${ready}`]}${since}`,
    ...(unschedulable ? ["cordoned (no new pods)"] : []),
    ...(outOfService ? ["marked as out of service"] : []),
    zone === null ? "zone not known" : `in zone ${zone}${others}`,
  ];
  return `${facts.join(", ")}.`;
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
    const count = pods.filter((pod) => pod.fate === fate).length;
    return count === 0 ? [] : [`${countOf(count, "pod")} ${FATE_WORDS[fate][count === 1 ? 0 : 1]}`];
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
    return Array.from(alike.values(), (group) => ({
      group: `${fate}: ${group[0]?.because ?? ""}`,
      ...namePods(group),
    }));
  });
}

function namePods(group: readonly PodFate[]): { name: string; text: string } {
  const [first] = group;
  if (first === undefined) return { name: "", text: "" };
  const { namespace, name, workload } = first;
  const maker = workload === null ? "" : describeWorkload(workload);
  return group.length === 1
    ? { name: `${namespace}/${name}`, text: maker }
    : {
        name: `${namespace}/${listSome(
          group.map((pod) => pod.name),
          1,
        )}`,
        text: maker,
      };
}

function drawPinned({ id, to, where, because }: PinnedVolume): DocumentRow {
  const places = where.length === 0 ? "" : ` ${listSome(where)}`;
  return row([nameStorage(id), `${to}${places}`, because]);
}

/** The name of an emptyDir has its pod in it already. */
function drawLost({ id, kind, pods, because }: LostStorage) {
  const text = kind === "EmptyDir" ? "" : listSome(pods);
  return { group: because, name: nameStorage(id), text };
}

function drawBroken({ id, pods, because }: BrokenSharing) {
  return { group: because, name: nameStorage(id), text: listSome(pods) };
}
