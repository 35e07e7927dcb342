import type { Attachment } from "../model/attachment.ts";
import type { Claim } from "../model/claim.ts";
import type { Consumer } from "../model/consumer.ts";
import { isOutOfService, type Node, OUT_OF_SERVICE } from "../model/node.ts";
import type { ObjectEvent } from "../model/object-event.ts";
import type { Pod } from "../model/pod.ts";
import type { Storage } from "../model/storage.ts";
import type { StorageClass } from "../model/storage-class.ts";
import type { NodeSelectorTerm, Volume } from "../model/volume.ts";
import type { JoinedInventory } from "../sharing/joined-inventory.ts";
import type { Evidence } from "./cause.ts";

// What objects say, each by the field that says it.

/** Where it is attached, or is to be. */
export function attachmentEvidence(attachment: Attachment): Evidence[] {
  const object = `VolumeAttachment ${attachment.name}`;
  return [
    { object, field: "spec.nodeName", value: attachment.node },
    { object, field: "status.attached", value: String(attachment.attached) },
    ...(attachment.terminating
      ? [{ object, field: "metadata.deletionTimestamp", value: attachment.deletedAt ?? "set" }]
      : []),
    ...textEvidence(object, "status.attachError.message", attachment.attachError),
    ...textEvidence(object, "status.detachError.message", attachment.detachError),
  ];
}

/** Where a pod is, and how far. */
export function consumerEvidence(consumer: Consumer, pod: Pod | null): Evidence[] {
  const object = `Pod ${consumer.namespace}/${consumer.pod}`;
  const deletedAt = pod?.progress?.deletedAt ?? null;
  return [
    { object, field: "spec.nodeName", value: consumer.node ?? "<none>" },
    ...textEvidence(object, "status.phase", consumer.phase),
    ...(consumer.state === "terminating"
      ? [{ object, field: "metadata.deletionTimestamp", value: deletedAt ?? "set" }]
      : []),
  ];
}

/** How many are shown where any number does the same. */
const SHOWN = 3;

/** The first few of them: an answer must not grow with the cluster. */
export function consumersEvidence(
  consumers: readonly Consumer[],
  joined: JoinedInventory,
): Evidence[] {
  return consumers.slice(0, SHOWN).flatMap((it) => consumerEvidence(it, joined.podOf(it)));
}

/** What the scheduler wrote into the first few of them. */
export function schedulersEvidence(
  consumers: readonly Consumer[],
  joined: JoinedInventory,
): Evidence[] {
  return consumers.slice(0, SHOWN).flatMap((it) => schedulerEvidence(joined.podOf(it)));
}

/** The first few of them. */
export function eventsEvidence(events: readonly ObjectEvent[]): Evidence[] {
  return events.slice(0, SHOWN).map(eventEvidence);
}

/** `Pod shop/db-0`; a template by its workload. */
export function nameObject({ namespace, pod, workload }: Consumer): string {
  return pod === null
    ? `${workload?.kind} ${namespace}/${workload?.name}`
    : `Pod ${namespace}/${pod}`;
}

/** What the scheduler wrote into the pod. */
export function schedulerEvidence(pod: Pod | null): Evidence[] {
  const unschedulable = pod?.progress?.unschedulable;
  if (pod === null || !unschedulable) return [];
  return [
    {
      object: `Pod ${pod.namespace}/${pod.name}`,
      field: "status.conditions[PodScheduled].message",
      value: unschedulable.message || unschedulable.reason,
    },
  ];
}

/** Whether the node is alive. */
export function nodeEvidence(node: Node): Evidence[] {
  const object = `Node ${node.name}`;
  const since = node.readySince === null ? "" : ` since ${node.readySince}`;
  return [
    { object, field: "status.conditions[Ready].status", value: `${node.ready ?? "none"}${since}` },
    ...(node.unschedulable ? [{ object, field: "spec.unschedulable", value: "true" }] : []),
    ...(isOutOfService(node) ? [{ object, field: "spec.taints", value: OUT_OF_SERVICE }] : []),
  ];
}

/** That the kubelet still has the volume mounted, or is about to; empty: it does not say so. */
export function inUseEvidence(node: Node, volume: Volume | null): Evidence[] {
  const { driver, handle } = volume?.source ?? {};
  const value = `kubernetes.io/csi/${driver}^${handle}`;
  if (!driver || !handle || !node.volumesInUse.includes(value)) return [];
  return [{ object: `Node ${node.name}`, field: "status.volumesInUse", value }];
}

export function claimEvidence(claim: Claim, ...fields: readonly ClaimField[]): Evidence[] {
  const object = `PersistentVolumeClaim ${claim.namespace}/${claim.name}`;
  return fields.flatMap((field) => textEvidence(object, field, CLAIM_FIELDS[field](claim)));
}

const CLAIM_FIELDS = {
  "spec.accessModes": ({ requestedModes }: Claim) => requestedModes.join(", "),
  "spec.volumeMode": ({ volumeMode }: Claim) => volumeMode,
  "spec.volumeName": ({ volumeName }: Claim) => volumeName,
  "spec.storageClassName": ({ storageClass }: Claim) =>
    storageClass === "" ? '""' : (storageClass ?? "not given"),
  "status.phase": ({ phase }: Claim) => phase,
  "metadata.deletionTimestamp": ({ terminating }: Claim) => (terminating ? "set" : null),
  "metadata.ownerReferences": ({ owner }: Claim) =>
    owner === null ? "none that controls it" : `${owner.kind} ${owner.name}`,
  "metadata.annotations[volume.kubernetes.io/selected-node]": ({ selectedNode }: Claim) =>
    selectedNode,
  "metadata.annotations[volume.kubernetes.io/storage-provisioner]": ({ provisioner }: Claim) =>
    provisioner,
} as const satisfies Record<string, (claim: Claim) => string | null>;

type ClaimField = keyof typeof CLAIM_FIELDS;

export function volumeModesEvidence({ name, grantedModes }: Volume): Evidence {
  return {
    object: `PersistentVolume ${name}`,
    field: "spec.accessModes",
    value: grantedModes.join(", "),
  };
}

export function affinityEvidence({ name, nodeAffinity }: Volume): Evidence {
  return {
    object: `PersistentVolume ${name}`,
    field: "spec.nodeAffinity",
    value: (nodeAffinity ?? []).map(formatTerm).join(" or "),
  };
}

/** `topology.kubernetes.io/zone In (eu-1a, eu-1b)` */
function formatTerm({ expressions }: NodeSelectorTerm): string {
  return expressions
    .map(({ key, operator, values }) =>
      [key, operator, values.length === 0 ? null : `(${values.join(", ")})`]
        .filter((part) => part !== null)
        .join(" "),
    )
    .join(" and ");
}

export function classEvidence(storageClass: StorageClass): Evidence[] {
  const object = `StorageClass ${storageClass.name}`;
  return [
    { object, field: "provisioner", value: storageClass.provisioner },
    { object, field: "volumeBindingMode", value: storageClass.bindingMode },
  ];
}

export function parametersEvidence({ name, parameters }: StorageClass): Evidence {
  const given = Object.entries(parameters).map(([key, value]) => `${key}: ${value}`);
  return {
    object: `StorageClass ${name}`,
    field: "parameters",
    value: given.length === 0 ? "none" : given.join(", "),
  };
}

export function eventEvidence(event: ObjectEvent): Evidence {
  return {
    object: `Event of ${event.kind} ${event.namespace}/${event.name}`,
    field: event.reason,
    value: event.message.trim(),
  };
}

/** Which modes are enforced: the volume's, or what the claim says where that was not read. */
export function modesEvidence({ claim, volume }: Storage): Evidence[] {
  if (volume) return [volumeModesEvidence(volume)];
  return claim ? claimEvidence(claim, "spec.accessModes") : [];
}

/** What of a Deployment decides which pods of a rollout there are at once. */
export function strategyEvidence(
  namespace: string,
  name: string,
  joined: JoinedInventory,
): Evidence[] {
  const workload = joined.workloadOf(namespace, { kind: "Deployment", name });
  if (!workload?.rollout) return [];
  const object = `Deployment ${namespace}/${name}`;
  const { type, maxSurge } = workload.rollout;
  return [
    { object, field: "spec.strategy.type", value: type },
    ...(type === "RollingUpdate"
      ? [{ object, field: "spec.strategy.rollingUpdate.maxSurge", value: maxSurge }]
      : []),
  ];
}

/** Nothing where there is nothing. */
function textEvidence(object: string, field: string, value: string | null): Evidence[] {
  return value === null ? [] : [{ object, field, value }];
}
