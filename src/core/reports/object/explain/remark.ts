import type { Citation } from "../../../../knowledge/citation.ts";
import type { Remark } from "../object-report.ts";

/** A sentence; without a citation the objects themselves say it. */
export function remark(text: string, ...citations: Citation[]): Remark {
  return { text, citations };
}
