import { type FieldSelector, matchesFields } from "../../model/field-selector.ts";
import { type LabelSelector, matchesSelector } from "../../model/label-selector.ts";
import {
  type CountedPod,
  type CountedPods,
  RESOURCE_OF_TARGET,
  type ReadRequest,
  type Target,
  type TargetType,
} from "../../model/read-request.ts";
import type { Resource } from "../../model/resource.ts";
import {
  CLAIM_KINDS,
  includesClaims,
  STORAGE_KINDS,
  type StorageKind,
} from "../../model/storage-kind.ts";

/** What `who-mounts` was asked. It selects what is shown; what is counted stays whole. */
export interface MountQuery {
  /** null: all. */
  namespace: string | null;
  /** Where to look when the whole cluster may not be read; null: that is an error. */
  fallbackNamespace: string | null;
  targets: readonly Target[];
  /** null: the default, which is claims, and everything of a pod that is asked for. */
  kinds: readonly StorageKind[] | null;
  claimSelector: Selector<LabelSelector> | null;
  podSelector: Selector<LabelSelector> | null;
  fieldSelector: Selector<FieldSelector> | null;
  deep: boolean;
}

/** A selector with the text that the user typed, which is what the report repeats. */
export interface Selector<T> {
  text: string;
  selector: T;
}

/** Of these people want to know everything that they use. */
const SHOWS_ALL: ReadonlySet<TargetType> = new Set(["pod", "deployment", "statefulset"]);

export function kindsOf({ kinds, targets }: MountQuery): readonly StorageKind[] {
  return kinds ?? (targets.some(({ type }) => SHOWS_ALL.has(type)) ? STORAGE_KINDS : CLAIM_KINDS);
}

function countedPods(query: MountQuery): CountedPods {
  const hasSelector = query.podSelector !== null || query.fieldSelector !== null;
  return {
    namespace: query.namespace,
    selects: hasSelector ? (pod) => selectsPod(query, pod) : null,
  };
}

/** Whether the query's pod selectors, if any, let the pod through. */
export function selectsPod(query: MountQuery, pod: CountedPod): boolean {
  return (
    (query.podSelector === null || matchesSelector(query.podSelector.selector, pod.labels)) &&
    (query.fieldSelector === null || matchesFields(query.fieldSelector.selector, pod))
  );
}

/**
 * The kinds that are joined: those that are shown and, beside claims, the backends that pods name
 * themselves, since they may be those of claims.
 */
export function joinedKinds(query: MountQuery): ReadonlySet<StorageKind> {
  const kinds = new Set(kindsOf(query));
  return includesClaims(kinds) ? kinds.add("InTree") : kinds;
}

/** Kinds that may lie where a PersistentVolume does. */
const PLACED: readonly StorageKind[] = ["HostPath", "InTree"];

const OF_PODS: readonly Resource[] = ["pods", "replicasets"];

const OF_CLAIMS: readonly Resource[] = [
  "persistentvolumeclaims",
  "persistentvolumes",
  "volumeattachments",
  "storageclasses",
  "csidrivers",
  "nodes",
  "events",
  "deployments",
];

/** What must be read to answer: nothing of claims where no claim can be shown. */
export function planRead(query: MountQuery): ReadRequest {
  const kinds = joinedKinds(query);
  const showsClaims = includesClaims(kinds);
  // Whether what was asked for by name exists can be told only of what was read.
  const ofTargets = query.targets.map(({ type }) => RESOURCE_OF_TARGET[type]);
  return {
    namespace: query.namespace,
    fallbackNamespace: query.fallbackNamespace,
    targets: query.targets,
    kinds,
    resources: new Set([
      ...OF_PODS,
      ...(showsClaims ? OF_CLAIMS : []),
      ...(PLACED.some((kind) => kinds.has(kind)) ? (["persistentvolumes"] as const) : []),
      ...ofTargets,
    ]),
    deep: query.deep,
    details: false,
    counted: query.targets.length === 0 ? countedPods(query) : null,
  };
}
