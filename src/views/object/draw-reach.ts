import type { Reach } from "../../core/reports/object/object-report.ts";
import { row } from "../document/blocks.ts";
import type { DocumentRow } from "../document/document.ts";
import { describeReach } from "./describe-answers.ts";

/** What was asked, the answer and why: the columns of the answers about a claim or a volume. */
export const ANSWER_COLUMNS = ["ABOUT", "ANSWER", "WHY"] as const;

export function drawReach(reach: Reach): DocumentRow {
  return row(["reach", describeReach(reach), reach.because.text], reach.because.citations);
}
