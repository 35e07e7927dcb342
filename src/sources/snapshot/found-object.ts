import type { Fields } from "../decode/fields.ts";

/** One object of a snapshot, lists already taken apart, and where it stood. */
export interface FoundObject {
  /** It has a kind, and metadata. */
  object: Fields;
  origin: Origin;
}

export interface Origin {
  /** As the user named it; `-` for standard input. */
  file: string;
  /** 1-based line where the object begins; null where lines mean nothing (one-line JSON). */
  line: number | null;
  /** 1-based count of objects within the file. */
  index: number;
}

/** `pods.yaml:120`, `dump.json object 3`: how errors name a place. */
export function describeOrigin(origin: Origin): string {
  return origin.line === null
    ? `${origin.file} object ${origin.index}`
    : `${origin.file}:${origin.line}`;
}
