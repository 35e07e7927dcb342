import type { Measured } from "./measure-process.ts";

/** What is run: `NAME`, or `NAME@PODS` on a smaller cluster. */
export type Subject = string;

export type Quantity = keyof Measured;

/** A line of the table: one program's figure beside another's. */
export interface Row {
  id: string;
  what: string;
  against: string;
  quantity: Quantity;
  ours: Subject;
  theirs: Subject;
  /** How many times the other's figure is allowed for: a tenfold cluster may take ten times. */
  times?: number;
  /** The ratio that is wanted; null: there is none. */
  goal: number | null;
  /** What our figure may not exceed, whatever the ratio. */
  limit?: number;
}

/** A row with what was measured; null: it could not be. */
export interface FilledRow extends Row {
  figure: number | null;
  other: number | null;
  ratio: number | null;
  verdict: "ok" | "missed" | "";
  /** Why there is no ratio, where there is none. */
  pending?: string;
}
