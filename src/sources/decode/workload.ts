import type { ClaimRetention, Rollout, Workload } from "../../core/model/workload.ts";
import { decodeClaimTemplate } from "./claim.ts";
import {
  type Fields,
  readFlag,
  readNumber,
  readObject,
  readObjects,
  readOptionalText,
  readQuantity,
  readTextMap,
} from "./fields.ts";
import { decodeMetadata } from "./metadata.ts";
import { decodeTemplateSpec } from "./pod.ts";

/** Deployment, ReplicaSet, ReplicationController, StatefulSet, DaemonSet: `spec.template`. */
export function decodeWorkload(object: Fields, kind: string, details = false): Workload {
  const spec = readObject(object, "spec");
  return {
    ...decodeTemplate(object, kind, readObject(spec, "template"), details),
    replicas: kind === "DaemonSet" ? null : (readNumber(spec, "replicas") ?? 1),
    rollout: kind === "Deployment" ? decodeRollout(readObject(spec, "strategy")) : null,
    claimTemplates: readObjects(spec, "volumeClaimTemplates").map(decodeClaimTemplate),
    firstOrdinal: readNumber(readObject(spec, "ordinals"), "start") ?? 0,
    retention: kind === "StatefulSet" ? decodeRetention(spec) : null,
  };
}

/** A Job that is over or suspended makes no more pods. */
export function decodeJob(object: Fields, details = false): Workload {
  const spec = readObject(object, "spec");
  const status = readObject(object, "status");
  const isOver = readObjects(status, "conditions").some(
    (condition) =>
      (condition.type === "Complete" || condition.type === "Failed") && condition.status === "True",
  );
  return {
    ...decodeTemplate(object, "Job", readObject(spec, "template"), details),
    replicas: isOver || readFlag(spec, "suspend") ? 0 : (readNumber(spec, "parallelism") ?? 1),
  };
}

export function decodeCronJob(object: Fields, details = false): Workload {
  const spec = readObject(object, "spec");
  const jobSpec = readObject(readObject(spec, "jobTemplate"), "spec");
  return {
    ...decodeTemplate(object, "CronJob", readObject(jobSpec, "template"), details),
    replicas: readFlag(spec, "suspend") ? 0 : (readNumber(jobSpec, "parallelism") ?? 1),
  };
}

function decodeTemplate(
  object: Fields,
  kind: string,
  template: Fields,
  details: boolean,
): Workload {
  const templateLabels = readTextMap(readObject(template, "metadata"), "labels");
  return {
    ...decodeMetadata(object),
    kind,
    replicas: 1,
    template: decodeTemplateSpec(readObject(template, "spec"), templateLabels, details),
    templateLabels,
    rollout: null,
    claimTemplates: [],
    firstOrdinal: 0,
    retention: null,
  };
}

/** @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/apis/apps/v1/defaults.go SetDefaults_StatefulSet */
function decodeRetention(spec: Fields): ClaimRetention {
  const policy = readObject(spec, "persistentVolumeClaimRetentionPolicy");
  return {
    whenDeleted: readOptionalText(policy, "whenDeleted") || "Retain",
    whenScaled: readOptionalText(policy, "whenScaled") || "Retain",
  };
}

/** @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/apis/apps/v1/defaults.go SetDefaults_Deployment */
function decodeRollout(strategy: Fields): Rollout {
  const rollingUpdate = readObject(strategy, "rollingUpdate");
  return {
    type: readOptionalText(strategy, "type") || "RollingUpdate",
    maxSurge: readQuantity(rollingUpdate, "maxSurge") ?? "25%",
    maxUnavailable: readQuantity(rollingUpdate, "maxUnavailable") ?? "25%",
  };
}
