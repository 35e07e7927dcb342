import type { Citation } from "./citation.ts";

/** All citations of several facts, each document once. */
export function uniteCitations(...lists: readonly (readonly Citation[])[]): Citation[] {
  const byDocument = new Map(lists.flat().map((it) => [`${it.document}\n${it.address}`, it]));
  return [...byDocument.values()];
}
