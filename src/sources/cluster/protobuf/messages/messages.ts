import type { ReadRequest } from "../../../../core/model/read-request.ts";
import type { Resource } from "../../../../core/model/resource.ts";
import type { Message } from "../message.ts";
import { persistentVolumeClaim } from "./claim.ts";
import { event } from "./event.ts";
import { node, resourceQuota } from "./node.ts";
import {
  leanPod,
  leanPodTemplate,
  pod,
  podInDetail,
  podTemplate,
  podTemplateInDetail,
} from "./pod.ts";
import { csiDriver, storageClass, volumeAttachment } from "./storage.ts";
import { persistentVolume } from "./volume.ts";
import { workloadMessages } from "./workload.ts";

/** How the objects of each resource are read from protobuf. */
export type Messages = Readonly<Record<Resource, Message>>;

export const MESSAGES: Messages = {
  pods: pod,
  persistentvolumeclaims: persistentVolumeClaim,
  persistentvolumes: persistentVolume,
  volumeattachments: volumeAttachment,
  storageclasses: storageClass,
  csidrivers: csiDriver,
  nodes: node,
  events: event,
  resourcequotas: resourceQuota,
  ...workloadMessages(podTemplate),
};

/** The same where nobody asks for projected volumes, whose sources are a tenth of what is read. */
export const LEAN_MESSAGES: Messages = {
  ...MESSAGES,
  pods: leanPod,
  ...workloadMessages(leanPodTemplate),
};

/** The same for a read in detail. */
export const MESSAGES_IN_DETAIL: Messages = {
  ...MESSAGES,
  pods: podInDetail,
  ...workloadMessages(podTemplateInDetail),
};

/** What of the objects somebody wants to know. */
export type Wanted = Pick<ReadRequest, "counted" | "details" | "kinds" | "targets">;

/** Those that read what is wanted, and little else. */
export function selectMessages({ details, kinds }: Pick<Wanted, "details" | "kinds">): Messages {
  if (details) return MESSAGES_IN_DETAIL;
  return kinds.has("Projected") ? MESSAGES : LEAN_MESSAGES;
}
