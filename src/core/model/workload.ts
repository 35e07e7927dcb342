import type { Labels, Metadata } from "./metadata.ts";
import type { ClaimTemplate, TemplateSpec } from "./pod.ts";

/** What makes pods from a template: Deployment, ReplicaSet, StatefulSet, DaemonSet, Job, CronJob … */
export interface Workload extends Metadata {
  kind: string;
  /** Pods wanted at once; null: as many as there are nodes (DaemonSet). */
  replicas: number | null;
  template: TemplateSpec;
  templateLabels: Labels;
  /** Deployment only. */
  rollout: Rollout | null;
  /** StatefulSet only. */
  claimTemplates: ClaimTemplate[];
  /** StatefulSet only: `spec.ordinals.start`. */
  firstOrdinal: number;
  /** StatefulSet only: what becomes of claims whose pods are not wanted any more. */
  retention: ClaimRetention | null;
}

/** `Retain` or `Delete` each, with the API's default filled in. */
export interface ClaimRetention {
  whenDeleted: string;
  whenScaled: string;
}

/** A Deployment's `spec.strategy` with the API's defaults filled in. */
export interface Rollout {
  /** `RollingUpdate` or `Recreate`. */
  type: string;
  /** A number of pods or a percentage, `25%`. */
  maxSurge: string;
  /** Pods that may be missing meanwhile; a percentage rounds down. */
  maxUnavailable: string;
}

/**
 * Pods that a rolling update may start before it stops an old one; a percentage rounds up.
 *
 * @see https://github.com/kubernetes/api/blob/v0.36.3/apps/v1/types.go RollingUpdateDeployment.MaxSurge
 */
export function countSurge(rollout: Rollout, replicas: number): number {
  if (rollout.type !== "RollingUpdate") return 0;
  const percent = /^(\d+)%$/.exec(rollout.maxSurge);
  if (percent) return Math.ceil((Number(percent[1]) * replicas) / 100);
  return Number(rollout.maxSurge) || 0;
}

/** The key of `Inventory.controllers`. */
export function controllerKey(kind: string, namespace: string, name: string): string {
  return `${kind}/${namespace}/${name}`;
}
