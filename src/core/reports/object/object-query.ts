import type { ReadRequest, Target, TargetType } from "../../model/read-request.ts";
import type { Resource } from "../../model/resource.ts";
import { CLAIM_KINDS, STORAGE_KINDS, type StorageKind } from "../../model/storage-kind.ts";

/** Which object `explain` was asked about. */
export interface ObjectQuery {
  target: Target;
  /** null: it lies in none. */
  namespace: string | null;
  /** Where to look when the whole cluster may not be read; null: that is an error. */
  fallbackNamespace: string | null;
}

/** What tells who uses storage, and how. */
const OF_STORAGE: readonly Resource[] = [
  "pods",
  "replicasets",
  "deployments",
  "statefulsets",
  "persistentvolumeclaims",
  "persistentvolumes",
  "volumeattachments",
  "storageclasses",
  "csidrivers",
  "nodes",
];

/** What tells in addition why something does not go on: all of one namespace. */
const OF_TROUBLE: readonly Resource[] = ["events", "resourcequotas"];

const OF_CLASSES: readonly Resource[] = ["storageclasses", "csidrivers"];

const RESOURCES: Readonly<Record<TargetType, readonly Resource[]>> = {
  claim: [...OF_STORAGE, ...OF_TROUBLE],
  volume: [...OF_STORAGE, ...OF_TROUBLE],
  pod: [...OF_STORAGE, ...OF_TROUBLE],
  deployment: [...OF_STORAGE, ...OF_TROUBLE],
  statefulset: [...OF_STORAGE, ...OF_TROUBLE],
  // Its pods are of many namespaces, whose quotas tell nothing of pods that have a node.
  node: [...OF_STORAGE, "events"],
  storageclass: OF_CLASSES,
};

/** What may lie where a volume does: of the pods of a whole cluster, the others are let go. */
const OF_VOLUMES: readonly StorageKind[] = [...CLAIM_KINDS, "HostPath", "InTree"];

/** What must be read to explain the object: everything about it, in detail. */
export function planObjectRead({ target, namespace, fallbackNamespace }: ObjectQuery): ReadRequest {
  return {
    namespace,
    fallbackNamespace,
    targets: [target],
    kinds: new Set(target.type === "volume" ? OF_VOLUMES : STORAGE_KINDS),
    resources: new Set(RESOURCES[target.type]),
    deep: false,
    details: true,
    counted: null,
  };
}

/** What must be read to compare the storage classes of a cluster. */
export function planClassRead(): ReadRequest {
  return {
    namespace: null,
    fallbackNamespace: null,
    targets: [],
    kinds: new Set(),
    resources: new Set(OF_CLASSES),
    deep: false,
    details: true,
    counted: null,
  };
}
