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
}

export interface PodSpec {
  volumes: PodVolume[];
  containers: Container[];
}

/** What a template adds: where its pods may go. Of a pod that was decided when it got its node. */
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
}

/** @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/ */
export type ContainerType = "container" | "init" | "sidecar" | "ephemeral";

export interface Container {
  name: string;
  type: ContainerType;
  mounts: Mount[];
  devices: Device[];
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
