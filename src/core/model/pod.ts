import type { AccessMode } from "./access-mode.ts";
import type { VolumeMode } from "./claim.ts";
import type { Metadata } from "./metadata.ts";
import type { VolumeSource } from "./volume.ts";

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

/** Succeeded or Failed: its containers are gone and will not come back. */
export function isFinished(pod: Pod): boolean {
  return pod.phase === "Succeeded" || pod.phase === "Failed";
}
