import type { AccessMode } from "./access-mode.ts";
import type { VolumeMode } from "./claim.ts";
import type { Metadata } from "./metadata.ts";
import type { NodeSelectorTerm, VolumeSource } from "./volume.ts";

/** A pod, or the template of pods to be. */
export interface Pod extends Metadata {
  spec: PodSpec;
  /** `spec.nodeName`; null: not scheduled. */
  node: string | null;
  /** null: the object has no status, as in a manifest. */
  phase: string | null;
  /** null: the read did not go into details. */
  progress: PodProgress | null;
}

export interface PodSpec {
  volumes: PodVolume[];
  containers: Container[];
  /** null: the read did not go into details. */
  security: PodSecurity | null;
}

/** How far a pod has come, and what keeps it. */
export interface PodProgress {
  /** Where it may go. */
  placement: Placement;
  /** Why it has no node, in the scheduler's words: they stay where events are forgotten. */
  unschedulable: { reason: string; message: string } | null;
  /** Containers that wait, with the kubelet's reason, `ContainerCreating`, `ImagePullBackOff`. */
  waiting: { container: string; reason: string; message: string }[];
  /** RFC 3339: when it is to be gone; null: nobody asked for that. */
  deletedAt: string | null;
  /** Seconds that it has to stop, once it is asked to. */
  gracePeriod: number | null;
}

/** `spec.securityContext`, as far as it decides who may read and write files. */
export interface PodSecurity {
  runAsUser: number | null;
  fsGroup: number | null;
  supplementalGroups: number[];
}

/** What a template adds: where its pods may go. */
export interface TemplateSpec extends PodSpec {
  placement: Placement;
}

/** What the template says about nodes. */
export interface Placement {
  /** `spec.nodeName` of a template: the scheduler is not asked. */
  nodeName: string | null;
  nodeSelector: Readonly<Record<string, string>>;
  /** Topology keys of *required* pod affinity terms that the template's own labels satisfy. */
  togetherOn: string[];
  /** Nodes that a required node affinity leaves by name, null where it does not name nodes. */
  affinityNodes: string[] | null;
  /** The terms of a required node affinity, of which one must hold; null: there is none. */
  affinityTerms: NodeSelectorTerm[] | null;
  /** Required pod affinity or anti-affinity: which nodes are left depends on other pods, too. */
  dependsOnPods: boolean;
}

/** An entry of `spec.volumes`. */
export interface PodVolume {
  name: string;
  source: PodVolumeSource;
}

export type PodVolumeSource =
  | { kind: "PersistentVolumeClaim"; claim: string; readOnly: boolean }
  | { kind: "EphemeralClaim"; template: ClaimTemplate }
  | { kind: "EmptyDir"; medium: string; sizeLimit: string | null }
  | { kind: "HostPath"; path: string; type: string }
  | { kind: "InTree"; source: VolumeSource }
  | { kind: "CSIInline"; driver: string; readOnly: boolean }
  | { kind: "Image"; reference: string }
  | { kind: "ConfigMap"; name: string }
  | { kind: "Secret"; name: string }
  | { kind: "Projected"; sources: string[] }
  | { kind: "DownwardAPI" }
  | { kind: "Other"; type: string };

/** `volumeClaimTemplates[]` of a StatefulSet, `ephemeral.volumeClaimTemplate` of a pod volume. */
export interface ClaimTemplate {
  name: string;
  requestedModes: AccessMode[];
  storageClass: string | null;
  volumeMode: VolumeMode;
  requested: string | null;
  hasDataSource: boolean;
}

/** @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/ */
export type ContainerType = "container" | "init" | "sidecar" | "ephemeral";

export interface Container {
  name: string;
  type: ContainerType;
  mounts: Mount[];
  devices: Device[];
  /** null: the read did not go into details. */
  run: ContainerRun | null;
}

/** What a container runs. */
export interface ContainerRun {
  image: string;
  /** `command` and `args` together; empty: what the image says. */
  command: string[];
  /** Keeps a shell alive that would end at once without a terminal. */
  tty: boolean;
  hasStartupProbe: boolean;
}

/** An entry of `volumeMounts`. */
export interface Mount {
  podVolume: string;
  path: string;
  subPath: string;
  /** subPath came from `subPathExpr`. */
  subPathIsExpression: boolean;
  readOnly: boolean;
}

/** An entry of `volumeDevices`: a raw block device. */
export interface Device {
  podVolume: string;
  path: string;
}

/** What containers say before the kubelet has come to them at all. */
const NOT_REACHED: ReadonlySet<string> = new Set(["", "ContainerCreating", "PodInitializing"]);

/** Containers that wait for something else than the pod's volumes: an image, an end that repeats. */
export function findStopped({ progress }: Pod): PodProgress["waiting"] {
  return (progress?.waiting ?? []).filter(({ reason }) => !NOT_REACHED.has(reason));
}

/**
 * An init container that has started, where the others still wait for it: they say nothing of it,
 * but it is not among those that wait. null: none that is known.
 */
export function findStartedInit({ progress, spec }: Pod): string | null {
  const waiting = new Set((progress?.waiting ?? []).map(({ container }) => container));
  if (waiting.size === 0) return null;
  const started = spec.containers.find(
    ({ type, name }) => (type === "init" || type === "sidecar") && !waiting.has(name),
  );
  return started?.name ?? null;
}

/**
 * Whether the kubelet has begun with its containers, so that its volumes are mounted, whatever an
 * older event says of them.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/kubelet/kubelet.go SyncPod:
 *   WaitForAttachAndMount comes before containerRuntime.SyncPod
 */
export function isPastVolumes(pod: Pod): boolean {
  return findStopped(pod).length > 0 || findStartedInit(pod) !== null;
}

/** Succeeded or Failed: its containers are gone and will not come back. */
export function isFinished(pod: Pod): boolean {
  return pod.phase === "Succeeded" || pod.phase === "Failed";
}
