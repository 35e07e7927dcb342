import type { AccessMode } from "./access-mode.ts";
import type { Metadata } from "./metadata.ts";

/** A PersistentVolumeClaim. */
export interface Claim extends Metadata {
  /** Only its template is there: a StatefulSet's or a generic ephemeral volume's. */
  isPlanned: boolean;
  /** `spec.accessModes`. */
  requestedModes: AccessMode[];
  /**
   * `status.accessModes`: those of the bound volume, told also to users who may not read volumes;
   * null: not bound.
   */
  grantedModes: AccessMode[] | null;
  /** `status.capacity.storage` of the bound volume, a quantity. */
  capacity: string | null;
  /** null: the object has no status, as in a manifest. */
  phase: string | null;
  volumeMode: VolumeMode;
  /**
   * Who was asked to make the volume, from the claim's own annotation: known also to users who may
   * read neither classes nor volumes. null: nobody yet, or a volume that was there before.
   */
  provisioner: string | null;
  /** null: not given; "": deliberately no class. */
  storageClass: string | null;
  /** The PersistentVolume it is bound to; null: none yet. */
  volumeName: string | null;
  /** `spec.resources.requests.storage`, a quantity. */
  requested: string | null;
  /** It is to be filled from a snapshot, from another claim or by a populator. */
  hasDataSource: boolean;
  /** The node that the scheduler picked for the first pod, where it waited for that; null: none. */
  selectedNode: string | null;
}

export type VolumeMode = "Filesystem" | "Block" | (string & {});
