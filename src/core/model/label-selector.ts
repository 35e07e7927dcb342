import type { Labels } from "./metadata.ts";

/** All requirements must hold; none selects everything. */
export type LabelSelector = readonly LabelRequirement[];

export interface LabelRequirement {
  key: string;
  /** `In`, `NotIn`, `Exists`, `DoesNotExist`; `Gt` and `Lt` compare integers. */
  operator: string;
  values: readonly string[];
}

/**
 * Whether the labels satisfy every requirement. A label that is absent satisfies `NotIn`, as in
 * the API; an operator this build does not know is satisfied by nothing.
 *
 * @see https://github.com/kubernetes/apimachinery/blob/v0.36.3/pkg/labels/selector.go Requirement.Matches
 */
export function matchesSelector(selector: LabelSelector, labels: Labels): boolean {
  return selector.every((requirement) => matchesRequirement(requirement, labels[requirement.key]));
}

function matchesRequirement(
  { operator, values }: LabelRequirement,
  value: string | undefined,
): boolean {
  switch (operator) {
    case "In":
      return value !== undefined && values.includes(value);
    case "NotIn":
      return value === undefined || !values.includes(value);
    case "Exists":
      return value !== undefined;
    case "DoesNotExist":
      return value === undefined;
    case "Gt":
      return value !== undefined && Number.parseInt(value, 10) > Number(values[0]);
    case "Lt":
      return value !== undefined && Number.parseInt(value, 10) < Number(values[0]);
    default:
      return false;
  }
}
