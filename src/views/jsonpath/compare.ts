import type { Operator } from "./template.ts";

/**
 * Whether a filter's comparison holds. null, not known, is neither equal to anything nor unequal.
 *
 * @throws TypeError in client-go's words where the two cannot be compared.
 * @see https://github.com/kubernetes/client-go/blob/v0.36.3/third_party/forked/golang/template/funcs.go
 */
export function holds(left: unknown, operator: Operator, right: unknown): boolean {
  if (left === null || right === null) return false;
  if (!isComparable(left) || !isComparable(right)) {
    throw new TypeError("invalid type for comparison");
  }
  if (typeof left !== typeof right) throw new TypeError("incompatible types for comparison");
  if (operator === "==") return left === right;
  if (operator === "!=") return left !== right;
  if (typeof left === "boolean") throw new TypeError("invalid type for comparison");
  return compareInOrder(left, operator, right);
}

function compareInOrder(
  left: string | number | boolean,
  operator: Exclude<Operator, "==" | "!=">,
  right: string | number | boolean,
): boolean {
  switch (operator) {
    case "<":
      return left < right;
    case "<=":
      return left <= right;
    case ">":
      return left > right;
    case ">=":
      return left >= right;
  }
}

function isComparable(value: unknown): value is string | number | boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}

/** The Go type that kubectl's messages call a JSON value by. */
export function nameType(value: unknown): string {
  if (value === null) return "<nil>";
  if (Array.isArray(value)) return "[]interface {}";
  if (typeof value === "number") return Number.isInteger(value) ? "int64" : "float64";
  return { string: "string", boolean: "bool" }[typeof value as string] ?? "map[string]interface {}";
}
