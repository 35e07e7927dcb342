import type { Resource } from "../core/model/resource.ts";

/** A kind that an inventory is made from. */
export interface ReadableKind {
  /** "" for the core group. */
  group: string;
  /** The version whose fields are read; newer ones only add. */
  version: string;
  kind: string;
  resource: Resource;
  namespaced: boolean;
}

export const READABLE_KINDS: readonly ReadableKind[] = [
  core("Pod", "pods"),
  core("PersistentVolumeClaim", "persistentvolumeclaims"),
  { ...core("PersistentVolume", "persistentvolumes"), namespaced: false },
  { ...core("Node", "nodes"), namespaced: false },
  core("Event", "events"),
  core("ReplicationController", "replicationcontrollers"),
  core("ResourceQuota", "resourcequotas"),
  storage("StorageClass", "storageclasses"),
  storage("VolumeAttachment", "volumeattachments"),
  storage("CSIDriver", "csidrivers"),
  namespaced("apps", "Deployment", "deployments"),
  namespaced("apps", "ReplicaSet", "replicasets"),
  namespaced("apps", "StatefulSet", "statefulsets"),
  namespaced("apps", "DaemonSet", "daemonsets"),
  namespaced("batch", "Job", "jobs"),
  namespaced("batch", "CronJob", "cronjobs"),
];

function core(kind: string, resource: Resource): ReadableKind {
  return namespaced("", kind, resource);
}

function storage(kind: string, resource: Resource): ReadableKind {
  return { ...namespaced("storage.k8s.io", kind, resource), namespaced: false };
}

function namespaced(group: string, kind: string, resource: Resource): ReadableKind {
  return { group, version: "v1", kind, resource, namespaced: true };
}

/** undefined: a kind that says nothing about sharing, or a namesake of another group. */
export function findReadableKind(apiVersion: string, kind: string): ReadableKind | undefined {
  const slash = apiVersion.indexOf("/");
  const group = slash === -1 ? "" : apiVersion.slice(0, slash);
  return READABLE_KINDS.find(
    (readable) =>
      readable.kind === kind &&
      (readable.group === group || (kind === "Event" && group === "events.k8s.io")),
  );
}

/** @throws Error for a resource that is not in the table, which is a mistake of ours */
export function kindOfResource(resource: Resource): ReadableKind {
  const readable = READABLE_KINDS.find((it) => it.resource === resource);
  if (readable === undefined) throw new Error(`no readable kind for ${resource}`);
  return readable;
}
