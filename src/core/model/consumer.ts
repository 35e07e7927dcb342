/** Who uses a piece of storage: a pod, or the template of pods to be. */
export interface Consumer {
  namespace: string;
  /** null: a pod template whose pods do not exist yet. */
  pod: string | null;
  podUid: string | null;
  node: string | null;
  phase: string | null;
  state: ConsumerState;
  /** RFC 3339; null: planned. */
  createdAt: string | null;
  /** What made the pod, its controller reference; of a template: its workload. */
  owner: WorkloadReference | null;
  /** The workload on top, a Deployment above its ReplicaSet; null: a bare pod. */
  workload: WorkloadReference | null;
  /** Pods that this consumer stands for: 1 for a pod, else the template's; null: one per node. */
  replicas: number | null;
  /** Container by container; a pod volume that nobody mounts has none. */
  mounts: readonly MountPoint[];
}

/**
 * `running`; `waiting`: has a node, but its volumes are not there or its containers not started;
 * `unscheduled`: no node; `terminating`; `finished`: Succeeded or Failed, no user any more but
 * still what blocks a claim's deletion; `planned`: known from a manifest or a pod template only;
 * `unknown`: the pod's phase says nothing.
 */
export type ConsumerState =
  | "running"
  | "waiting"
  | "unscheduled"
  | "terminating"
  | "finished"
  | "planned"
  | "unknown";

export interface WorkloadReference {
  kind: string;
  name: string;
}

/** One way by which one container reaches the storage. */
export interface MountPoint {
  container: string;
  /** `container`, `init`, `sidecar` (an init container with restartPolicy Always), `ephemeral`. */
  containerType: "container" | "init" | "sidecar" | "ephemeral";
  /** The entry of `spec.volumes`. */
  podVolume: string;
  /** The mount path, or a device's path. */
  path: string;
  /** "" for the whole volume. */
  subPath: string;
  /** true where subPath holds variables, `$(POD_NAME)`, that only the kubelet expands. */
  subPathIsExpression: boolean;
  /** A raw block device (`volumeDevices`). */
  device: boolean;
  /** null: the driver's doing is unknown, or two pod volumes of the claim differ. */
  readOnly: boolean | null;
  /** What makes it so. */
  readOnlyBecause: readonly ReadOnlyReason[];
}

/**
 * The container's mount, the pod volume, the volume's mount options, the kind of volume (a
 * ConfigMap cannot be written), or the driver, which mounts a ROX volume read-only by itself.
 */
export type ReadOnlyReason = "mount" | "podVolume" | "mountOptions" | "kind" | "driver";

/** Uses the storage now or is about to: neither finished nor planned. */
export function isLive(consumer: Consumer): boolean {
  return consumer.state !== "finished" && consumer.state !== "planned";
}

/** It does not run yet, so that something may keep it: who runs already has what it needs. */
export function isToStart({ state }: Consumer): boolean {
  return state === "waiting" || state === "unscheduled" || state === "planned";
}

/**
 * What tells consumers apart, as the key of a map: a pod by its name and uid, so that it is not an
 * earlier one of its name; a template, whose pods have neither, by its workload.
 */
export function keyOfConsumer({
  namespace,
  pod,
  podUid,
  workload,
}: Pick<Consumer, "namespace" | "pod" | "podUid" | "workload">): string {
  return pod === null
    ? `${namespace}/${workload?.kind}/${workload?.name}`
    : `${namespace}/${pod}/${podUid ?? ""}/`;
}

/** The same pod, or the template of the same workload. */
export function isSameConsumer(a: Consumer, b: Consumer): boolean {
  return keyOfConsumer(a) === keyOfConsumer(b);
}

/** Some container of it may write; one whose driver's doing is unknown may. */
export function canWrite(consumer: Consumer): boolean {
  return consumer.mounts.some((mount) => mount.readOnly !== true);
}
