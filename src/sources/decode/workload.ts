import type { Rollout, Workload } from "../../core/model/workload.ts";
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
export function decodeWorkload(object: Fields, kind: string): Workload {
  const spec = readObject(object, "spec");
  return {
    ...decodeTemplate(object, kind, readObject(spec, "template")),
    replicas: kind === "DaemonSet" ? null : (readNumber(spec, "replicas") ?? 1),
    rollout: kind === "Deployment" ? decodeRollout(readObject(spec, "strategy")) : null,
    claimTemplates: readObjects(spec, "volumeClaimTemplates").map(decodeClaimTemplate),
    firstOrdinal: readNumber(readObject(spec, "ordinals"), "start") ?? 0,
  };
}

/** A Job that is over or suspended makes no more pods. */
export function decodeJob(object: Fields): Workload {
  const spec = readObject(object, "spec");
  const status = readObject(object, "status");
  const isOver = readObjects(status, "conditions").some(
    (condition) =>
      (condition.type === "Complete" || condition.type === "Failed") && condition.status === "True",
  );
  return {
    ...decodeTemplate(object, "Job", readObject(spec, "template")),
    replicas: isOver || readFlag(spec, "suspend") ? 0 : (readNumber(spec, "parallelism") ?? 1),
  };
}

export function decodeCronJob(object: Fields): Workload {
  const spec = readObject(object, "spec");
  const jobSpec = readObject(readObject(spec, "jobTemplate"), "spec");
  return {
    ...decodeTemplate(object, "CronJob", readObject(jobSpec, "template")),
    replicas: readFlag(spec, "suspend") ? 0 : (readNumber(jobSpec, "parallelism") ?? 1),
  };
}

function decodeTemplate(object: Fields, kind: string, template: Fields): Workload {
  const templateLabels = readTextMap(readObject(template, "metadata"), "labels");
  return {
    ...decodeMetadata(object),
    kind,
    replicas: 1,
    template: decodeTemplateSpec(readObject(template, "spec"), templateLabels),
    templateLabels,
    rollout: null,
    claimTemplates: [],
    firstOrdinal: 0,
  };
}

/** @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/apis/apps/v1/defaults.go SetDefaults_Deployment */
function decodeRollout(strategy: Fields): Rollout {
  return {
    type: readOptionalText(strategy, "type") || "RollingUpdate",
    maxSurge: readQuantity(readObject(strategy, "rollingUpdate"), "maxSurge") ?? "25%",
  };
}
