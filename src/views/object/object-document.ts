import type { ObjectReference, ObjectReport } from "../../core/reports/object-report.ts";
import type { Document, DocumentBlock } from "../document/document.ts";
import { head, say } from "./blocks.ts";
import { explainClaim, listClaims } from "./explain-claim.ts";
import { explainClass } from "./explain-class.ts";
import { explainNode } from "./explain-node.ts";
import { explainPod, explainPods, titlePod } from "./explain-pods.ts";
import { explainFindings, explainUnread } from "./explain-rest.ts";
import { explainVolume } from "./explain-volume.ts";
import { explainWorkload } from "./explain-workload.ts";

/**
 * The page of one object: the headline, what was asked, what else the rules find, and what could
 * not be read. It says what JSON says, and cuts only what it counts.
 */
export function objectDocument(report: ObjectReport): Document {
  return {
    title: titleObject(report),
    blocks: [
      ...(isToldByPod(report) ? [] : [say(report.headline)]),
      ...explainObject(report),
      ...explainFindings(report),
      ...explainUnread(report),
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

function explainObject(report: ObjectReport): DocumentBlock[] {
  const { pods, claims, volume, workload, node, storageClass, readAt } = report;
  switch (report.object.type) {
    case "pod":
      return [...pods.flatMap(explainPod), ...listClaims(claims)];
    case "claim":
      return [...explainPods(pods), ...claims.flatMap((claim) => explainClaim(claim))];
    case "volume":
      return [
        ...explainPods(pods),
        ...(volume === null ? [] : [head("What it is"), ...explainVolume(volume, claims)]),
        ...claims.flatMap((claim) =>
          explainClaim(claim, `What claim ${claim.storage.namespace}/${claim.storage.name} can do`),
        ),
      ];
    case "node":
      return node === null ? [] : explainNode(node, readAt);
    case "storageclass":
      return storageClass === null ? [] : explainClass(storageClass);
    case "deployment":
    case "statefulset":
      return [
        ...explainPods(pods),
        ...(workload === null ? [] : [head("How it makes pods"), ...explainWorkload(workload)]),
        ...listClaims(claims),
      ];
  }
}
