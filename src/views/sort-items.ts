import { nameType } from "./jsonpath/compare.ts";
import { readPath } from "./jsonpath/path.ts";
import { ViewError } from "./view-error.ts";

/**
 * The same report, its items in the order of what stands at a path of each: numbers by size, strings
 * as quantities where both are (`9Gi` before `10Gi`), otherwise by character; items without the field
 * first, then null. Equal ones keep their order.
 *
 * @throws ViewError in kubectl's words: no item has the field, or it holds what has no order.
 * @see https://github.com/kubernetes/kubectl/blob/v0.36.3/pkg/cmd/get/sorter.go
 */
export function sortItems<Report extends { items: readonly unknown[] }>(
  report: Report,
  path: string,
): Report {
  const { expression, find } = readPath(path);
  const found = report.items.map((item) => ({ item, value: find(item)[0] }));
  if (found.length > 0 && found.every(({ value }) => value === undefined)) {
    throw new ViewError(
      `couldn't find any field with path ${JSON.stringify(expression)} in the list of objects`,
    );
  }
  for (const { value } of found) requireSortable(value, expression);
  found.sort((a, b) => compareValues(a.value, b.value));
  return { ...report, items: found.map(({ item }) => item) };
}

function requireSortable(value: unknown, expression: string): void {
  if (value === undefined || value === null) return;
  if (typeof value === "string" || typeof value === "number") return;
  throw new ViewError(`Field ${expression} is an unsortable type: ${nameType(value)}`);
}

function compareValues(a: unknown, b: unknown): number {
  if (typeof a === "string" && typeof b === "string") return compareStrings(a, b);
  if (typeof a === "number" && typeof b === "number") return a - b;
  return rank(a) - rank(b);
}

function rank(value: unknown): number {
  if (value === undefined) return 0;
  if (value === null) return 1;
  return typeof value === "number" ? 2 : 3;
}

function compareStrings(a: string, b: string): number {
  const sizes = [parseQuantity(a), parseQuantity(b)] as const;
  if (sizes[0] !== null && sizes[1] !== null) return sizes[0] - sizes[1];
  return a < b ? -1 : Number(a > b);
}

const QUANTITY = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:([KMGTPE]i|[numkMGTPE])|[eE]([+-]?\d+))?$/;

/**
 * A quantity as a number, exact enough to put in order; null: not one.
 *
 * @see https://github.com/kubernetes/apimachinery/blob/v0.36.3/pkg/api/resource/quantity.go
 */
function parseQuantity(text: string): number | null {
  const [, number, suffix = "", exponent = "0"] = QUANTITY.exec(text) ?? [];
  if (number === undefined) return null;
  const scale = suffix.endsWith("i")
    ? 1024 ** (1 + "KMGTPE".indexOf(suffix.charAt(0)))
    : 1000 ** ("num_kMGTPE".indexOf(suffix || "_") - 3);
  return Number(number) * scale * 10 ** Number(exponent);
}
