import { listSome } from "../../core/model/text.ts";
import type {
  ClaimExplanation,
  ClaimModeAnswer,
  DriverFacts,
  PlacementAnswer,
} from "../../core/reports/object/object-report.ts";
import { head, row, say, sayRemark, tabulate } from "../document/blocks.ts";
import type { DocumentBlock, DocumentRow } from "../document/document.ts";
import { describeCapacity, describeModes, describePhase } from "../mount/describe-claim.ts";
import { describeNodes, describePods } from "../mount/describe-consumers.ts";
import { describeSharing } from "../mount/describe-sharing.ts";
import { foldConsumers } from "../mount/fold-consumers.ts";
import { describeAnswer, describeLimit, describeReach, sayYesNo } from "./describe-answers.ts";
import { describeDriver } from "./describe-driver.ts";
import { ANSWER_COLUMNS, drawReach } from "./draw-reach.ts";

/** What the claim is and can do, who uses it, and what would happen to one more pod. */
export function drawClaim(claim: ClaimExplanation, title = "What it can do"): DocumentBlock[] {
  return [
    head(title),
    say(describeFacts(claim)),
    ...tabulate(["MODE", "ASKED", "GRANTED", "DRIVER"], listModes(claim)),
    ...tabulate(ANSWER_COLUMNS, listAnswers(claim)),
    head("Who uses it"),
    say(describeUsers(claim)),
    ...tabulate(["USED BY", "NODE", "ACCESS", "STATE"], listUsers(claim)),
    ...tabulate(["ONE MORE POD", "WORKS", "WHY"], claim.oneMorePod.map(drawPlacement)),
    ...(claim.remarks.length > 0 ? [head("Remarks")] : []),
    ...claim.remarks.map(sayRemark),
  ];
}

/** The claims of another object, a row each. */
export function listClaims(claims: readonly ClaimExplanation[]): DocumentBlock[] {
  if (claims.length === 0) return [];
  const rows = claims.map(({ storage, reach, sharing, consumers }) =>
    row([
      storage.name,
      describeModes(storage),
      describePhase(storage),
      describeReach(reach),
      describeSharing(sharing, consumers),
    ]),
  );
  return [
    head("Claims"),
    ...tabulate(["CLAIM", "MODES", "PHASE", "REACH", "USED BY"], rows),
    say("More about a claim: `kubectl shared explain pvc/NAME`, with the same flags."),
  ];
}

function describeFacts({ storage, driver }: ClaimExplanation): string {
  const { volume, requested, storageClass, volumeMode, attachments } = storage;
  const capacity = describeCapacity(storage);
  const attached = (attachments ?? []).filter(({ attached }) => attached).map(({ node }) => node);
  const facts = [
    `Phase ${describePhase(storage)}`,
    `modes ${describeModes(storage)}`,
    ...(volumeMode === null ? [] : [`volume mode ${volumeMode}`]),
    `size ${capacity}${requested === null || requested === capacity ? "" : ` (asked: ${requested})`}`,
    ...(storageClass === null ? [] : [`class ${storageClass || '""'}`]),
    describeDriver(driver),
    ...(volume === null ? [] : [`volume ${volume.name}`]),
    ...(attached.length === 0 ? [] : [`attached to ${listSome(attached)}`]),
  ];
  return `${facts.join(", ")}.`;
}

function listModes({ modes, storage }: ClaimExplanation): DocumentRow[] {
  // A claim that waits for its volume has been granted nothing yet: that is known.
  const isUnbound = storage.planned || storage.phase === "Pending";
  const granted = (answer: ClaimModeAnswer) =>
    answer.granted === null && isUnbound ? "not yet" : sayYesNo(answer.granted);
  return modes.map((answer) =>
    row(
      [answer.mode, sayYesNo(answer.requested), granted(answer), describeAnswer(answer)],
      answer.citations,
    ),
  );
}

function listAnswers({ reach, size, driver }: ClaimExplanation): DocumentRow[] {
  return [
    drawReach(reach),
    row(["size limit", describeLimit(size), size.because.text], size.because.citations),
    ...(driver === null ? [] : [row(["attached to nodes", ...describeAttach(driver)])]),
  ];
}

const WITNESSES = {
  CSIDriver: "Its CSIDriver object says so.",
  table: "This build knows it of the driver.",
  default: "It has no CSIDriver object, and Kubernetes attaches then.",
} as const;

function describeAttach({ attaches, attachesBecause }: DriverFacts): [string, string] {
  const answer = attaches === null ? "not known" : sayYesNo(attaches);
  return [answer, attachesBecause === null ? "" : WITNESSES[attachesBecause]];
}

function describeUsers({ sharing, consumers }: ClaimExplanation): string {
  return sharing.pods === null && (consumers ?? []).length === 0
    ? "How many pods use it is not known."
    : `Used by ${describeSharing(sharing, consumers)}.`;
}

/** Pods that are alike on one row, as `who-mounts` has them. */
function listUsers({ consumers }: ClaimExplanation): DocumentRow[] {
  return foldConsumers(consumers ?? [], false).map((pods) =>
    row([
      describePods(pods, consumers ?? []),
      describeNodes(pods),
      describeAccess(pods[0]?.mounts ?? []),
      pods[0]?.state ?? "",
    ]),
  );
}

/** The most that any container of them may do. */
function describeAccess(mounts: readonly { readOnly: boolean | null }[]): string {
  if (mounts.length === 0) return "not mounted";
  if (mounts.some(({ readOnly }) => readOnly === false)) return "rw";
  return mounts.some(({ readOnly }) => readOnly === null) ? "?" : "ro";
}

const PLACES = {
  "same-node": "on the same node",
  "other-node": "on another node",
  "other-zone": "in another zone",
  "other-namespace": "in another namespace",
} as const;

function drawPlacement({ place, example, answer, because }: PlacementAnswer): DocumentRow {
  return row(
    [
      example === null ? PLACES[place] : `${PLACES[place]} (${example})`,
      answer === "unknown" ? "not known" : answer,
      because.text,
    ],
    because.citations,
  );
}
