import { type AccessMode, isSingleNode, isSinglePod } from "./access-mode.ts";
import type { Claim } from "./claim.ts";
import type { Consumer } from "./consumer.ts";
import type { PodVolumeSource } from "./pod.ts";
import type { StorageKind } from "./storage-kind.ts";
import type { Volume } from "./volume.ts";

/** One piece of storage with everybody who uses it. */
export interface Storage {
  /** See `formatStorageId`. */
  id: string;
  kind: StorageKind;
  /** null for storage that knows no namespace: HostPath, InTree. */
  namespace: string | null;
  /** The claim's, the pod volume's, the path's, the ConfigMap's. */
  name: string;
  /** HostPath: whose path; null: not scheduled, or another kind. */
  node: string | null;
  /** Storage of one pod: which. */
  pod: { name: string; uid: string | null } | null;
  /** Claims only; null: there is none, or claims could not be read. */
  claim: Claim | null;
  /** Claims only; null: not bound, or volumes could not be read. */
  volume: Volume | null;
  /** Every way in which pods name it; empty for a claim that nobody mounts. */
  sources: PodVolumeSource[];
  /** One per pod; null: the pods could not be read. */
  consumers: Consumer[] | null;
  sharing: Sharing;
}

export interface Sharing {
  /**
   * `none`: one container of one pod, or nobody; `pod`: several containers of one pod; `node`:
   * several pods on one node; `cluster`: pods on several nodes; null: not known.
   */
  readonly scope: "none" | "pod" | "node" | "cluster" | null;
  /** Live pods; finished and planned ones do not count. */
  readonly pods: number | null;
  /** Nodes of the live pods, by spec.nodeName. */
  readonly nodes: number | null;
  /** Live pods that can write. */
  readonly writers: number | null;
}

/**
 * The modes that are enforced: those of the volume, which the claim's status repeats; before
 * there is a volume, what the claim asks for.
 */
export function effectiveModes({
  claim,
  volume,
}: Pick<Storage, "claim" | "volume">): readonly AccessMode[] {
  return volume?.grantedModes ?? claim?.grantedModes ?? claim?.requestedModes ?? [];
}

/** ReadWriteOnce in effect: one node, but any number of its pods. */
export function isReadWriteOnce(storage: Storage): boolean {
  const modes = effectiveModes(storage);
  return isSingleNode(modes) && !isSinglePod(modes);
}

/**
 * A volume is bound to the claim, whether it could be read or not. A Pending claim that names one
 * only wishes for it.
 */
export function isBound({ claim }: Pick<Storage, "claim">): boolean {
  return claim?.volumeName != null && claim.phase !== "Pending";
}

/** A server has seen it: not only a manifest names it. */
export function isApplied({ claim, consumers }: Storage): boolean {
  return claim?.phase != null || (consumers ?? []).some(({ state }) => state !== "planned");
}
