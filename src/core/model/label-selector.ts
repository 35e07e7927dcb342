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
  return selector.every((requirement) =>
    matchesRequirement(requirement, readLabel(labels, requirement.key)),
  );
}

/** A label may be called `constructor`, and may be absent all the same. */
function readLabel(labels: Labels, key: string): string | undefined {
  return Object.hasOwn(labels, key) ? labels[key] : undefined;
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
      return toInteger(value) > toInteger(values[0]);
    case "Lt":
      return toInteger(value) < toInteger(values[0]);
    default:
      return false;
  }
}

/** NaN, which compares to nothing, for what is no integer. */
function toInteger(text: string | undefined): number {
  return text !== undefined && /^[+-]?\d+$/.test(text) ? Number(text) : Number.NaN;
}
