import type { Attachment } from "./attachment.ts";
import type { Claim } from "./claim.ts";
import type { OwnerReference } from "./metadata.ts";
import type { Node } from "./node.ts";
import type { ObjectEvent } from "./object-event.ts";
import type { Pod } from "./pod.ts";
import type { Quota } from "./quota.ts";
import type { Extent, Resource } from "./resource.ts";
import type { InstalledDriver, StorageClass } from "./storage-class.ts";
import type { StorageKind } from "./storage-kind.ts";
import type { Volume } from "./volume.ts";
import type { Workload } from "./workload.ts";

/**
 * What a source read: the same for the same objects, whether a live API server or files gave
 * them. Objects that no query of this kind could show (pods without such storage) are left out by
 * the source and counted in `leftOut`, so that a large cluster does not sit in memory. Of a live one it
 * leaves out ReplicaSets of Deployments too, unless it is read in detail.
 */
export interface Inventory {
  /** RFC 3339. Of files: the newest time that they speak of; null where they speak of none. */
  readAt: string | null;
  source: SourceFacts;
  /** Where namespaced objects were read; null: everywhere. */
  namespace: string | null;
  pods: Pod[];
  /** By `namespace/name`. */
  claims: Map<string, Claim>;
  /** By name. */
  volumes: Map<string, Volume>;
  attachments: Attachment[];
  classes: Map<string, StorageClass>;
  drivers: Map<string, InstalledDriver>;
  /** By name. */
  nodes: Map<string, Node>;
  workloads: Workload[];
  /**
   * The owner of each controller that has one, by `kind/namespace/name`; of a live cluster that is not read in
   * detail only of those that `pods` belong to.
   */
  controllers: Map<string, OwnerReference>;
  events: ObjectEvent[];
  quotas: Quota[];
  /** How much of each resource was read; absent: not asked for. */
  extents: Partial<Record<Resource, Extent>>;
  gaps: Gap[];
  /** Storage of kinds that were not asked for: how many pieces. */
  leftOut: Map<StorageKind, number>;
}

export type SourceFacts =
  | { kind: "cluster"; context: string | null; server: string }
  | { kind: "snapshot"; files: string[] };

/** Something that could not be read, and what is unknown for it. */
export interface Gap {
  /** Plural resource name, as kubectl writes it. */
  resource: string;
  /** null: the whole cluster. */
  namespace: string | null;
  /** The API's reason, `Forbidden`, `NotFound`; `NotInSnapshot` for files that hold none. */
  reason: string;
  /** What is unknown for it, one clause. */
  effect: string;
}

/** Whether a server has seen anything of it: in manifests nothing is missing, it is still to come. */
export function isApplied({ source, pods, claims, volumes, attachments }: Inventory): boolean {
  return (
    source.kind === "cluster" ||
    [...volumes.values()].some(({ phase }) => phase !== null) ||
    attachments.length > 0 ||
    pods.some(({ phase }) => phase !== null) ||
    [...claims.values()].some(({ phase }) => phase !== null)
  );
}
