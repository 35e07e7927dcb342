import type { AccessMode } from "./access-mode.ts";
import type { VolumeMode } from "./claim.ts";
import type { Metadata } from "./metadata.ts";

/** A PersistentVolume. */
export interface Volume extends Pick<Metadata, "name" | "createdAt" | "terminating"> {
  phase: string | null;
  /** `spec.accessModes`: the ones that are enforced, whatever the claim asked for. */
  grantedModes: AccessMode[];
  volumeMode: VolumeMode;
  storageClass: string | null;
  reclaimPolicy: string | null;
  /** A quantity. */
  capacity: string | null;
  /** `spec.claimRef`. */
  claim: { namespace: string; name: string } | null;
  mountOptions: string[];
  source: VolumeSource;
  nodeAffinity: NodeSelectorTerm[] | null;
}

/**
 * Where the bytes are. `plugin` is the API's field name in the volume's spec: `csi`, `nfs`,
 * `hostPath`, `local`, `awsElasticBlockStore`; "" where a manifest names none.
 */
export interface VolumeSource {
  plugin: string;
  /** CSI only. */
  driver: string | null;
  /** CSI only: `volumeHandle`. */
  handle: string | null;
  readOnly: boolean;
  /**
   * CSI: volumeAttributes. In-tree: the plugin's own string and number fields by their API names,
   * `server`, `path`, `volumeID`.
   */
  attributes: Readonly<Record<string, string>>;
}

/** One of several alternatives; all expressions of a term must hold. */
export interface NodeSelectorTerm {
  expressions: NodeSelectorExpression[];
}

export interface NodeSelectorExpression {
  /** A label's key; `metadata.name` stands for the node's name. */
  key: string;
  operator: string;
  values: string[];
}
