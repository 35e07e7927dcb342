/**
 * Reads one field of a kubeconfig: what was parsed in, the typed value out, `undefined` for what is
 * absent or empty.
 *
 * @throws Error, a plain one, that names the field where the type is wrong
 */
export type FieldReader<T> = (value: unknown, field: string) => T | undefined;

export const text: FieldReader<string> = (value, field) => {
  if (value === undefined || value === null || value === "") return undefined;
  if (typeof value !== "string") throw mismatch(value, field, "a string");
  return value;
};

export const flag: FieldReader<boolean> = (value, field) => {
  if (value === undefined || value === null || value === false) return undefined;
  if (value !== true) throw mismatch(value, field, "true or false");
  return value;
};

/** Base64, kept as it is written; Go, which defines the format, allows line breaks in it. */
export const base64: FieldReader<string> = (value, field) => {
  const encoded = text(value, field)?.replaceAll(/[\r\n]/g, "");
  if (encoded !== undefined && !wellFormed.test(encoded)) {
    throw new Error(`${field}: illegal base64 data`);
  }
  return encoded;
};

const wellFormed = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Whatever it is: the content of an extension is nobody's business here. */
export const anything: FieldReader<NonNullable<unknown>> = (value) => value ?? undefined;

export function listOf<T>(item: FieldReader<T>, whenEmpty: T): FieldReader<T[]> {
  return (value, field) => {
    if (value === undefined || value === null) return undefined;
    if (!Array.isArray(value)) throw mismatch(value, field, "a list");
    if (value.length === 0) return undefined;
    return value.map((entry, index) => item(entry, `${field}[${index}]`) ?? whenEmpty);
  };
}

export function mapOf<T>(item: FieldReader<T>, whenEmpty: T): FieldReader<Record<string, T>> {
  return (value, field) => {
    if (value === undefined || value === null) return undefined;
    const entries = Object.entries(object(value, field));
    if (entries.length === 0) return undefined;
    return Object.fromEntries(
      entries.map(([key, entry]) => [key, item(entry, `${field}.${key}`) ?? whenEmpty]),
    );
  };
}

/** An object with known fields; unknown ones are for newer programs than this one. */
export function fieldsOf<T extends object>(
  readers: {
    [Name in keyof T]-?: FieldReader<NonNullable<T[Name]>>;
  },
): FieldReader<T> {
  return (value, field) => {
    if (value === undefined || value === null) return undefined;
    const given = object(value, field);
    const read: Partial<Record<keyof T, unknown>> = {};
    for (const name of Object.keys(readers) as (keyof T & string)[]) {
      const found = readers[name](given[name], field === "" ? name : `${field}.${name}`);
      if (found !== undefined) read[name] = found;
    }
    return read as T;
  };
}

function object(value: unknown, field: string): Record<string, unknown> {
  if (typeof value !== "object" || Array.isArray(value)) throw mismatch(value, field, "a map");
  return value as Record<string, unknown>;
}

function mismatch(value: unknown, field: string, wanted: string): Error {
  const found = Array.isArray(value) ? "a list" : `a ${typeof value}`;
  return new Error(`${field === "" ? "the file" : field} must be ${wanted}, not ${found}`);
}
