import type { Labels } from "../../core/model/metadata.ts";
import type { PodProgress } from "../../core/model/pod.ts";
import {
  type Fields,
  readNumber,
  readObject,
  readObjects,
  readOptionalObject,
  readOptionalText,
  readText,
} from "./fields.ts";
import { decodePlacement } from "./placement.ts";

/** How far the pod has come, from its spec and its status; events say it too, but not for long. */
export function decodePodProgress(object: Fields, labels: Labels): PodProgress {
  const metadata = readObject(object, "metadata");
  const status = readObject(object, "status");
  return {
    placement: decodePlacement(readObject(object, "spec"), labels),
    unschedulable: decodeUnschedulable(status),
    waiting: [
      ...readObjects(status, "initContainerStatuses"),
      ...readObjects(status, "containerStatuses"),
    ].flatMap(decodeWaiting),
    deletedAt: readOptionalText(metadata, "deletionTimestamp"),
    gracePeriod: readNumber(metadata, "deletionGracePeriodSeconds"),
  };
}

function decodeUnschedulable(status: Fields): PodProgress["unschedulable"] {
  const scheduled = readObjects(status, "conditions").find(
    (condition) => condition.type === "PodScheduled",
  );
  if (scheduled?.status !== "False") return null;
  return { reason: readText(scheduled, "reason"), message: readText(scheduled, "message") };
}

function decodeWaiting(containerStatus: Fields): PodProgress["waiting"] {
  const waiting = readOptionalObject(readObject(containerStatus, "state"), "waiting");
  if (waiting === null) return [];
  return [
    {
      container: readText(containerStatus, "name"),
      reason: readText(waiting, "reason"),
      message: readText(waiting, "message"),
    },
  ];
}
