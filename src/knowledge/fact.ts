import type { Citation } from "./citation.ts";

/** Something that is known, and from where. */
export interface Fact<T> {
  value: T;
  /** Empty only where the value itself says that nothing is documented. */
  citations: readonly Citation[];
  /** It follows from code that was read, or from the values shown; no document says it in words. */
  derived?: true;
  /** The release that brought it: of the driver, or of Kubernetes where the fact is about that. */
  since?: string;
}

/** A fact that nobody documents: never filled by a guess. */
export const undocumented: Fact<null> = { value: null, citations: [] };

export function fact<T>(value: T, ...citations: [Citation, ...Citation[]]): Fact<T> {
  return { value, citations };
}

export function derived<T>(value: T, ...citations: [Citation, ...Citation[]]): Fact<T> {
  return { value, citations, derived: true };
}

export function since<T>(release: string, known: Fact<T>): Fact<T> {
  return { ...known, since: release };
}
