import type { AccessMode } from "../../model/access-mode.ts";
import type { Consumer } from "../../model/consumer.ts";
import type { Gap, SourceFacts } from "../../model/inventory.ts";
import type { Sharing } from "../../model/storage.ts";
import type { StorageKind } from "../../model/storage-kind.ts";
import type { Finding } from "../../rules/finding.ts";
import type { RuleNotRun } from "../../rules/run-rules.ts";
import type { Overlap } from "../../sharing/find-overlaps.ts";

// The report is made of the model's own words, so that no second set of types can drift from the
// first; the schema comparison in the tests is what keeps the interface stable.
export type {
  Consumer,
  ConsumerState,
  MountPoint,
  WorkloadReference,
} from "../../model/consumer.ts";
export type { Gap, SourceFacts } from "../../model/inventory.ts";
export type { Sharing } from "../../model/storage.ts";
export { STORAGE_KINDS, type StorageKind } from "../../model/storage-kind.ts";
export { type Finding, SEVERITIES, type Severity } from "../../rules/finding.ts";
export type { RuleNotRun } from "../../rules/run-rules.ts";
export type { Overlap } from "../../sharing/find-overlaps.ts";

/**
 * The report of `who-mounts`: the stable interface of this program. Within an apiVersion it only
 * grows; enums are open; `null` means unknown, and is never written as 0 or [].
 *
 * `schemas/mount-report.json` is generated from these types.
 */
export interface MountReport {
  apiVersion: "kubectl-shared/v1alpha1";
  kind: "MountReport";
  /**
   * RFC 3339; every age in every view is counted from here. Of a snapshot: the newest time that
   * its objects speak of; null where they speak of none.
   */
  readAt: string | null;
  source: SourceFacts;
  query: QueryFacts;
  /** One per piece of storage, ordered by kind, namespace, name, node. */
  items: StorageItem[];
  /** Pieces of storage that the kinds of the query leave out, by kind; null: could not be counted. */
  notShown: Record<string, number | null>;
  rulesRun: string[];
  rulesNotRun: RuleNotRun[];
  gaps: Gap[];
}

/** What was asked, so that a saved report explains itself. */
export interface QueryFacts {
  /** null: all namespaces. */
  namespace: string | null;
  /** As typed, normalised: `pvc/media`, `node/node-a`. Empty: everything in scope. */
  targets: string[];
  kinds: StorageKind[];
  selector: string | null;
  podSelector: string | null;
  fieldSelector: string | null;
  deep: boolean;
}

export interface StorageItem {
  /**
   * `PersistentVolumeClaim/shop/media`, `EmptyDir/shop/web-0/<uid>/cache`,
   * `HostPath/node-a/var/log`: stable within a cluster, unique within a report.
   */
  id: string;
  storage: StorageFacts;
  /** One per pod, however many of its volumes name the storage; null: pods could not be read. */
  consumers: Consumer[] | null;
  sharing: Sharing;
  /**
   * Storage that this one touches: same backend, nested path. null: nobody can tell, because not
   * everything was read or the driver's volumes do not say where they are.
   */
  overlaps: Overlap[] | null;
  /** By severity, then by rule. */
  findings: Finding[];
}

export type StorageFacts = ClaimFacts | PodStorageFacts | HostPathFacts | NamedStorageFacts;

/** A claim, also one that a generic ephemeral volume made. */
export interface ClaimFacts {
  kind: "PersistentVolumeClaim" | "EphemeralClaim";
  namespace: string;
  name: string;
  /** false: named by a pod, but there is no such claim; null: claims could not be read. */
  exists: boolean | null;
  /** There is none yet, but a StatefulSet or a generic ephemeral volume will make it. */
  planned: boolean;
  labels: Readonly<Record<string, string>>;
  phase: string | null;
  terminating: boolean | null;
  /** RFC 3339. */
  createdAt: string | null;
  /** The claim's own, `spec.accessModes`. */
  requestedModes: AccessMode[] | null;
  /** The volume's, `spec.accessModes` of the PersistentVolume: the ones that are enforced. */
  grantedModes: AccessMode[] | null;
  volumeMode: string | null;
  storageClass: string | null;
  /** Kubernetes' own quantity string, `spec.resources.requests.storage`. */
  requested: string | null;
  requestedBytes: number | null;
  /** null: not bound, or the volume could not be read (then a gap says so). */
  volume: VolumeFacts | null;
  /** null: not read, or read in part only. */
  attachments: AttachmentFacts[] | null;
}

export interface VolumeFacts {
  name: string;
  /** The CSI driver's or the in-tree plugin's name; null: the volume could not be read. */
  driver: string | null;
  /** The backend's own identifier: CSI volumeHandle, `server:/path`, disk id. */
  handle: string | null;
  phase: string | null;
  reclaimPolicy: string | null;
  capacity: string | null;
  /** null: unknown, or too large for an exact JSON number. */
  capacityBytes: number | null;
  /** Required node affinity in words, `topology.kubernetes.io/zone in (eu-1a)`; null: none or unknown. */
  nodeAffinity: string | null;
}

export interface AttachmentFacts {
  /** The VolumeAttachment's. */
  name: string;
  node: string;
  attached: boolean;
  attachError: string | null;
  detachError: string | null;
  terminating: boolean;
}

/** Storage that lives and dies with one pod: emptyDir, CSI inline, downward API, image, projected. */
export interface PodStorageFacts {
  kind: "EmptyDir" | "CSIInline" | "DownwardAPI" | "Image" | "Projected" | "Other";
  namespace: string;
  /** The pod volume's. */
  name: string;
  pod: string;
  podUid: string | null;
  /** EmptyDir: `Memory`, `HugePages…`, or "" for the node's disk. */
  medium?: string;
  /** EmptyDir. */
  sizeLimit?: string | null;
  sizeLimitBytes?: number | null;
  /** CSIInline. */
  driver?: string | null;
  /** Image: the OCI reference. */
  reference?: string | null;
  /** Projected: what is put together, `ConfigMap/settings`, `ServiceAccountToken`. */
  sources?: string[];
  /** Other: the field of `spec.volumes[]` that this build does not know. */
  type?: string;
}

/** A path of one node's own file system. */
export interface HostPathFacts {
  kind: "HostPath";
  namespace: null;
  /** The normalised path. */
  name: string;
  /** null: the pod has no node yet. */
  node: string | null;
  /** `Directory`, `Socket` …; "" where none is asked for. */
  types: string[];
}

/** Storage that pods share by naming it: ConfigMap, Secret, and in-tree backends named in the pod. */
export interface NamedStorageFacts {
  kind: "ConfigMap" | "Secret" | "InTree";
  /** null: InTree; a backend knows no namespace. */
  namespace: string | null;
  name: string;
  /** InTree: the plugin, `nfs`, `awsElasticBlockStore`. */
  driver?: string;
}
