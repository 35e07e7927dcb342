import type { CountedPod } from "./read-request.ts";

/** All must hold. */
export type FieldSelector = readonly FieldRequirement[];

export interface FieldRequirement {
  field: PodField;
  value: string;
  /** `!=` */
  negated: boolean;
}

/** The fields of a pod that can be asked for here, by the API's names. */
const READERS = {
  "metadata.name": (pod: CountedPod) => pod.name,
  "metadata.namespace": (pod: CountedPod) => pod.namespace,
  "spec.nodeName": (pod: CountedPod) => pod.node ?? "",
  "status.phase": (pod: CountedPod) => pod.phase ?? "",
} as const;

export type PodField = keyof typeof READERS;

export const POD_FIELDS = Object.keys(READERS) as PodField[];

export function matchesFields(selector: FieldSelector, pod: CountedPod): boolean {
  return selector.every(({ field, value, negated }) => (READERS[field](pod) === value) !== negated);
}
