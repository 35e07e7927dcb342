import type { Citation } from "../knowledge/citation.ts";

/**
 * A Kubernetes object while it is built: plain data, in which any value may carry the reason why it
 * is there. Fields that are undefined are left out.
 */
export type Tree = Leaf | Explained | readonly Tree[] | TreeObject;

export type Leaf = string | number | boolean;

export interface TreeObject {
  readonly [field: string]: Tree | undefined;
}

/** A value with the reason why it is there. */
export class Explained {
  readonly value: Leaf | readonly Tree[] | TreeObject;
  readonly reason: Reason;

  constructor(value: Explained["value"], reason: Reason) {
    this.value = value;
    this.reason = reason;
  }
}

/** Why a line is there: a sentence, and where that comes from. */
export interface Reason {
  text: string;
  /** null: it needs none, it says only what the line is for. */
  citation: Citation | null;
}

/** The value, with a comment that stands above its line. */
export function because(
  value: Explained["value"],
  text: string,
  citation: Citation | null = null,
): Explained {
  return new Explained(value, { text, citation });
}
