import type { KnownAccessMode } from "../core/model/access-mode.ts";
import type { Backend, BackendVolume } from "./backend.ts";
import type { ParameterTest, VariantCondition } from "./condition.ts";
import type { Fact } from "./fact.ts";
import type { Modes } from "./mode-support.ts";

/** A CSI driver, another provisioner, or a volume plugin inside Kubernetes. */
export interface Driver {
  /**
   * As StorageClasses (`provisioner`), PersistentVolumes (`csi.driver`) and CSIDriver objects name
   * it, the usual name first.
   */
  names: readonly [string, ...string[]];
  /** Names that an operator or a chart makes; one `*` stands for one or more characters. */
  patterns?: readonly string[];
  product: string;
  cloud: Cloud;
  /** `provisioner`: makes volumes of a plugin inside Kubernetes; `plugin`: is one of these. */
  kind: "csi" | "provisioner" | "plugin";
  /**
   * Whether the attach-detach controller handles its volumes; where it does not, nobody enforces
   * ReadWriteOnce between nodes. `spec.attachRequired` of the installed CSIDriver object wins;
   * the field's default is true.
   *
   * @see https://github.com/kubernetes/api/blob/HEAD/storage/v1/types.go CSIDriverSpec
   */
  attachRequired: Fact<boolean | null>;
  /** `spec.fsGroupPolicy` of the CSIDriver object; the field's default is ReadWriteOnceWithFSType. */
  fsGroupPolicy: Fact<FsGroupPolicy | null>;
  /**
   * The driver has VOLUME_MOUNT_GROUP: it gets the pod's fsGroup whatever the policy and the
   * access mode, and the kubelet changes no owner. The sentence says what it does with it.
   */
  mountGroup?: Fact<string>;
  /** What a class must give, or the driver makes no volume of it. */
  required?: readonly Fact<RequiredParameter>[];
  /** It makes no volumes: they are there before the claim is. The sentence says how. */
  staticOnly?: Fact<string>;
  /** What its volumes can be: one for most drivers. The first one that applies counts. */
  variants: readonly [Variant, ...Variant[]];
  /**
   * Which place of which backend a volume of it is; null: the volume does not say. Without this
   * function the volume handle is the identity.
   */
  identify?: (volume: BackendVolume) => Backend | null;
}

/** A parameter of a StorageClass without which there is no dynamic provisioning. */
export interface RequiredParameter {
  /** Any one of these. */
  anyOf: readonly [string, ...string[]];
  /** What the driver answers without it; null: its documentation demands it, the driver is silent. */
  answer: string | null;
}

/** Where a driver is at home; `onprem`: in any cluster, on servers or disks of one's own. */
export type Cloud =
  | "aws"
  | "azure"
  | "gcp"
  | "digitalocean"
  | "hetzner"
  | "linode"
  | "scaleway"
  | "vultr"
  | "openstack"
  | "vsphere"
  | "onprem";

export type FsGroupPolicy = "File" | "ReadWriteOnceWithFSType" | "None";

/** Volumes of one driver that behave alike. */
export interface Variant {
  /** null: the driver has no other. */
  name: string | null;
  /** Any of these must apply; without them: every volume that no variant before it claims. */
  when?: readonly VariantCondition[];
  medium: Medium;
  /** Answers for `volumeMode: Filesystem`. */
  filesystem: Fact<Modes>;
  /** Answers for `volumeMode: Block`. */
  block: Fact<Modes>;
  /**
   * Whether a volume whose mode is ReadOnlyMany is mounted read-only by the driver itself.
   * Kubernetes does not do it: an access mode is no write protection. null with a citation: such a
   * volume is mounted, how is not documented.
   *
   * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes
   */
  readOnlyMany: Fact<"forced" | "not-forced" | null>;
  /**
   * The driver lets only one pod use a ReadWriteOnce file system, although Kubernetes allows all
   * pods of the node. The sentence says what the second pod meets.
   */
  onePodOnly?: Fact<string>;
  /**
   * Where it takes ReadWriteMany for a file system, it hands the disk itself to several nodes, and
   * nothing keeps them apart. The sentence says what comes of it.
   */
  sharedDisk?: Fact<string>;
  topology: Fact<Topology | null>;
  size: Fact<SizeLimit | null>;
  /** What a correct shared volume needs beyond the obvious, one entry for each way to one. */
  manifests: readonly Fact<Manifest>[];
  /** Limits, traps and the driver's own words, a sentence or two each. */
  notes: readonly Fact<string>[];
}

/** `ephemeral`: lives and dies with one pod, there is no PersistentVolume. */
export type Medium = "block" | "file" | "object" | "local" | "ephemeral";

/** From where a volume can be reached. */
export interface Topology {
  /**
   * `backend`: as the backend is built, which the node affinity of the volume shows; `anywhere`:
   * from every node that reaches the backend over the network.
   */
  reach: "node" | "zone" | "region" | "backend" | "anywhere";
  /** Of a zone: the parameter by which a volume is in several; true: it always is. */
  severalZones?: ParameterTest | true;
  remark?: string;
}

/** Whether anything keeps pods from writing more than the claim requested. */
export interface SizeLimit {
  /**
   * `none`: nothing does; `device`: the size is that of a disk; `quota`: the backend counts;
   * `filesystem`: the size is that of the whole file system, for all who use it.
   */
  limit: "none" | "device" | "quota" | "filesystem";
  remark?: string;
}

/** Fields that a working manifest must have, as parts of the objects themselves. */
export interface Manifest {
  /** What one gets by it. */
  purpose: string;
  gives: readonly KnownAccessMode[];
  objects: Readonly<Partial<Record<ManifestObject, { readonly [field: string]: Field }>>>;
}

export type ManifestObject = "StorageClass" | "PersistentVolume" | "PersistentVolumeClaim" | "Pod";

/** null: a value that only the user knows. */
export type Field =
  | string
  | boolean
  | null
  | readonly Field[]
  | { readonly [field: string]: Field };
