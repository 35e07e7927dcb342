import type { ObjectReference, ObjectReport } from "../../core/reports/object/object-report.ts";
import { head, say } from "../document/blocks.ts";
import type { Document, DocumentBlock } from "../document/document.ts";
import { drawClaim, listClaims } from "./draw-claim.ts";
import { drawClass } from "./draw-class.ts";
import { drawFindings } from "./draw-findings.ts";
import { drawNode } from "./draw-node.ts";
import { drawPod, drawPods, titlePod } from "./draw-pods.ts";
import { drawUnread } from "./draw-unread.ts";
import { drawVolume } from "./draw-volume.ts";
import { drawWorkload } from "./draw-workload.ts";

/**
 * The page of one object: the headline, what was asked, what else the rules find, and what could
 * not be read. It says what JSON says, and cuts only what it counts.
 */
export function objectDocument(report: ObjectReport): Document {
  return {
    title: titleObject(report),
    blocks: [
      ...(isToldByPod(report) ? [] : [say(report.headline)]),
      ...drawObject(report),
      ...drawFindings(report),
      ...drawUnread(report),
    ],
  };
}

/** Verdicts come first: the first one may be the headline already. */
function isToldByPod({ pods: [pod], headline }: ObjectReport): boolean {
  return pod?.cause?.message === headline;
}

const KINDS: Record<ObjectReference["type"], string> = {
  claim: "Claim",
  volume: "Volume",
  pod: "Pod",
  storageclass: "Storage class",
  node: "Node",
  deployment: "Deployment",
  statefulset: "StatefulSet",
};

function titleObject({ object, pods: [pod] }: ObjectReport): string {
  if (object.type === "pod" && pod !== undefined) return titlePod(pod);
  const { type, namespace, name } = object;
  return `${KINDS[type]} ${namespace === null ? name : `${namespace}/${name}`}`;
}

function drawObject(report: ObjectReport): DocumentBlock[] {
  const { pods, claims, volume, workload, node, storageClass, readAt } = report;
  switch (report.object.type) {
    case "pod":
      return [...pods.flatMap(drawPod), ...listClaims(claims)];
    case "claim":
      return [...drawPods(pods), ...claims.flatMap((claim) => drawClaim(claim))];
    case "volume":
      return [
        ...drawPods(pods),
        ...(volume === null ? [] : [head("What it is"), ...drawVolume(volume, claims)]),
        ...claims.flatMap((claim) =>
          drawClaim(claim, `What claim ${claim.storage.namespace}/${claim.storage.name} can do`),
        ),
      ];
    case "node":
      return node === null ? [] : drawNode(node, readAt);
    case "storageclass":
      return storageClass === null ? [] : drawClass(storageClass);
    case "deployment":
    case "statefulset":
      return [
        ...drawPods(pods),
        ...(workload === null ? [] : [head("How it makes pods"), ...drawWorkload(workload)]),
        ...listClaims(claims),
      ];
  }
}
