import type { Json, KubernetesObject } from "./manifest.ts";

/** A JSON object whose fields are looked at one by one. */
export type Fields = { readonly [field: string]: Json | undefined };

/** The pods that an object is or makes: the fields of their `spec`; null: none. */
export function findPodSpec({ kind, spec }: KubernetesObject): Fields | null {
  const own = fieldsOf(spec);
  if (kind === "Pod") return own;
  const { template } = own;
  return template === undefined ? null : fieldsOf(fieldsOf(template).spec);
}

/** The value's fields; none of what is no object. */
export function fieldsOf(value: Json | undefined): Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : {};
}

/** The value's elements; none of what is no list. */
export function elementsOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}
