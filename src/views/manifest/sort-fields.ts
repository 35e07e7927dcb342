import type { Json } from "../../scaffold/manifest.ts";

/** The value with the fields of every object in the order in which kubectl prints them. */
export function sortFields(value: Json): Json {
  if (Array.isArray(value)) return value.map(sortFields);
  if (typeof value !== "object" || value === null) return value;
  const fields = Object.entries(value as { [field: string]: Json | undefined });
  return Object.fromEntries(
    fields
      .filter((field): field is [string, Json] => field[1] !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, field]) => [name, sortFields(field)]),
  );
}
