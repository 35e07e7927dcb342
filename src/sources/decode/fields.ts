/**
 * Typed access to the fields of an object that nobody has checked. A field that is absent or null
 * gives the empty value, as the API treats it; one of the wrong type is an error that names it.
 */
export type Fields = Readonly<Record<string, unknown>>;

const NO_FIELDS: Fields = {};

/** A field that is not what the API says it is. */
export class DecodeError extends Error {
  readonly field: string;

  constructor(field: string, expected: string) {
    super(`${field}: expected ${expected}`);
    this.name = "DecodeError";
    this.field = field;
  }
}

/** The object in the field; an empty one where there is none. */
export function readObject(parent: Fields, field: string): Fields {
  return readOptionalObject(parent, field) ?? NO_FIELDS;
}

/** The object in the field; null where there is none. */
export function readOptionalObject(parent: Fields, field: string): Fields | null {
  const value = parent[field];
  if (value === undefined || value === null) return null;
  if (typeof value !== "object" || Array.isArray(value)) throw new DecodeError(field, "an object");
  return value as Fields;
}

/** The objects in the list; none where there is no list. */
export function readObjects(parent: Fields, field: string): Fields[] {
  const value = parent[field];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new DecodeError(field, "a list");
  for (const element of value) {
    if (typeof element !== "object" || element === null || Array.isArray(element)) {
      throw new DecodeError(`${field}[${value.indexOf(element)}]`, "an object");
    }
  }
  return value as Fields[];
}

/** The string; "" where there is none. */
export function readText(parent: Fields, field: string): string {
  return readOptionalText(parent, field) ?? "";
}

/** The string; null where there is none. "" stays "". */
export function readOptionalText(parent: Fields, field: string): string | null {
  const value = parent[field];
  if (value === undefined || value === null) return null;
  if (typeof value !== "string") throw new DecodeError(field, "a string");
  return value;
}

/** Quantities, ports and percentages: JSON lets people write `5` for `"5"`. */
export function readQuantity(parent: Fields, field: string): string | null {
  const value = parent[field];
  return typeof value === "number" ? String(value) : readOptionalText(parent, field);
}

export function readFlag(parent: Fields, field: string): boolean {
  const value = parent[field];
  if (value === undefined || value === null) return false;
  if (typeof value !== "boolean") throw new DecodeError(field, "true or false");
  return value;
}

/** The number; null where there is none. */
export function readNumber(parent: Fields, field: string): number | null {
  const value = parent[field];
  if (value === undefined || value === null) return null;
  if (typeof value !== "number") throw new DecodeError(field, "a number");
  return value;
}

export function readNumbers(parent: Fields, field: string): number[] {
  const value = parent[field];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value) || !value.every((element) => typeof element === "number")) {
    throw new DecodeError(field, "a list of numbers");
  }
  return value;
}

export function readTexts(parent: Fields, field: string): string[] {
  const value = parent[field];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value) || !value.every((element) => typeof element === "string")) {
    throw new DecodeError(field, "a list of strings");
  }
  return value;
}

/** A map of strings such as labels or StorageClass parameters. */
export function readTextMap(parent: Fields, field: string): Readonly<Record<string, string>> {
  const object = readObject(parent, field);
  for (const key of Object.keys(object)) {
    if (typeof object[key] !== "string") throw new DecodeError(`${field}.${key}`, "a string");
  }
  return object as Readonly<Record<string, string>>;
}
