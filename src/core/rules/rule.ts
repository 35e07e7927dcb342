import type { Citation } from "../../knowledge/citation.ts";
import type { Inventory } from "../model/inventory.ts";
import type { Resource } from "../model/resource.ts";
import { isApplied, isBound, type Storage } from "../model/storage.ts";
import { isClaimKind, type StorageKind } from "../model/storage-kind.ts";
import { mayHaveAttachments } from "../sharing/attach.ts";
import type { JoinedInventory } from "../sharing/joined-inventory.ts";
import type { Cause } from "./cause.ts";
import type { Finding } from "./finding.ts";

/**
 * One thing that can be wrong with the way storage is shared. A rule knows no view and reads
 * nothing: it looks at one piece of storage with the whole inventory at hand, and declares what
 * must have been read for its silence to mean something.
 */
export interface Rule {
  /** kebab-case, stable: it stands in reports, in documents and in users' scripts. */
  id: string;
  /** What it looks for, one line. */
  summary: string;
  kinds: readonly StorageKind[];
  needs: readonly Need[];
  /**
   * It looks at what only a read in detail has (`ReadRequest.details`): where that was not asked
   * for, it is not part of the report at all.
   */
  details?: true;
  /**
   * Whether what it finds can keep pods from starting. One that only warns keeps nobody: where it
   * could not look, nothing is missing from the answer why a pod does not start.
   */
  tellsCauses: boolean;
  /**
   * It looks at what a pod does by itself, its containers and their order, whoever else uses the
   * storage.
   */
  ofPods?: true;
  /** Where the rule comes from. */
  citation: Citation;
  check(storage: Storage, joined: JoinedInventory): Iterable<Draft>;
}

/** What a rule says; {@link Finding} adds who says it. */
export interface Draft extends Pick<Finding, "severity" | "message" | "hint"> {
  /** Where it keeps pods from starting: why, in full; only of a rule that tells causes. */
  cause?: Cause;
}

export interface Need {
  /** Any one of them will do. */
  anyOf: readonly Resource[];
  /** How much: of the storage's own namespace, of the cluster, or whatever was asked for by name. */
  extent: "some" | "namespace" | "cluster";
  /** Storage for which there is anything to read. */
  of: (storage: Storage, inventory: Inventory) => boolean;
}

/** A need for one resource, as far as the storage has gone on its way: manifest, claim, volume. */
export function need(resource: Resource, extent: Need["extent"] = "namespace"): Need {
  return { anyOf: [resource], extent, of: STAGES[resource] ?? (() => true) };
}

const STAGES: Partial<Record<Resource, Need["of"]>> = {
  pods: isApplied,
  persistentvolumeclaims: ({ kind, claim }) => isClaimKind(kind) && !claim?.isPlanned,
  persistentvolumes: isBound,
  volumeattachments: mayHaveAttachments,
};
