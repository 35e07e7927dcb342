import type { Resource } from "../../../../core/model/resource.ts";
import type { Message } from "../message.ts";
import { persistentVolumeClaim } from "./claim.ts";
import { event, node } from "./event.ts";
import { pod } from "./pod.ts";
import { csiDriver, storageClass, volumeAttachment } from "./storage.ts";
import { persistentVolume } from "./volume.ts";
import {
  cronJob,
  daemonSet,
  deployment,
  job,
  replicaSet,
  replicationController,
  statefulSet,
} from "./workload.ts";

/** How the objects of each resource are read from protobuf. */
export const MESSAGES: Readonly<Record<Resource, Message>> = {
  pods: pod,
  persistentvolumeclaims: persistentVolumeClaim,
  persistentvolumes: persistentVolume,
  volumeattachments: volumeAttachment,
  storageclasses: storageClass,
  csidrivers: csiDriver,
  nodes: node,
  events: event,
  deployments: deployment,
  replicasets: replicaSet,
  statefulsets: statefulSet,
  daemonsets: daemonSet,
  jobs: job,
  cronjobs: cronJob,
  replicationcontrollers: replicationController,
};
