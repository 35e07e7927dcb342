import type { Fields } from "../decode/fields.ts";

/** A JSON object: no array, no null. */
export function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
