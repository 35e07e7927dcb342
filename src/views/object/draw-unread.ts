import type { ObjectReport } from "../../core/reports/object/object-report.ts";
import { head, row, tabulate } from "../document/blocks.ts";
import type { DocumentBlock } from "../document/document.ts";
import { GAP_COLUMNS, listGaps, listRulesNotRun, RULES_NOT_RUN_COLUMNS } from "../unread-rows.ts";

/** What the silence of the report is worth. */
export function drawUnread({
  rulesNotRun,
  gaps,
}: Pick<ObjectReport, "rulesNotRun" | "gaps">): DocumentBlock[] {
  if (rulesNotRun.length === 0 && gaps.length === 0) return [];
  return [
    head("Not read"),
    ...tabulate(
      RULES_NOT_RUN_COLUMNS,
      listRulesNotRun(rulesNotRun).map((cells) => row(cells)),
    ),
    ...tabulate(
      GAP_COLUMNS,
      listGaps(gaps).map((cells) => row(cells)),
    ),
  ];
}
