import type { Resource } from "./resource.ts";
import type { StorageKind } from "./storage-kind.ts";

/** What a source is to read, and how far. */
export interface ReadRequest {
  /** null: all. */
  namespace: string | null;
  /** Where to look when the whole cluster may not be read; null: nowhere, that is an error. */
  fallbackNamespace: string | null;
  /** Empty: everything in the namespace. */
  targets: readonly Target[];
  /** Pods that use none of these kinds are counted and left out. */
  kinds: ReadonlySet<StorageKind>;
  resources: ReadonlySet<Resource>;
  /** Read all that any rule needs, whatever it costs. */
  deep: boolean;
  /**
   * Go into details: how far pods have come and what they run, every node, every event about
   * objects of the kinds that are read. What answers for one object can afford it, a list of all
   * mounts cannot.
   */
  details: boolean;
  /** Which pods count for what is left out; null: none. */
  counted: CountedPods | null;
}

export interface CountedPods {
  /** They are of this namespace; null: of any. */
  namespace: string | null;
  /** What selectors say of them; null: there are none. */
  selects: ((pod: CountedPod) => boolean) | null;
}

/** What selectors can ask of a pod. */
export interface CountedPod {
  namespace: string;
  name: string;
  labels: Readonly<Record<string, string>>;
  node: string | null;
  phase: string | null;
}

export interface Target {
  type: TargetType;
  name: string;
}

export type TargetType =
  | "claim"
  | "volume"
  | "node"
  | "pod"
  | "storageclass"
  | "deployment"
  | "statefulset";

const CLUSTER_WIDE: ReadonlySet<TargetType> = new Set(["volume", "node", "storageclass"]);

/** Objects of the type lie in no namespace: what uses them is looked for in all. */
export function isClusterWide(type: TargetType): boolean {
  return CLUSTER_WIDE.has(type);
}

/** A target is written in lower case, a kind is not. */
export function isWorkload(
  type: TargetType,
  name: string,
  workload: { kind: string; name: string } | null,
): boolean {
  return workload?.name === name && workload.kind.toLowerCase() === type;
}

/** The resource that each type of target is one of. */
export const RESOURCE_OF_TARGET: Readonly<Record<TargetType, Resource>> = {
  claim: "persistentvolumeclaims",
  volume: "persistentvolumes",
  node: "nodes",
  pod: "pods",
  storageclass: "storageclasses",
  deployment: "deployments",
  statefulset: "statefulsets",
};
