import type { ObjectReport } from "../../core/reports/object-report.ts";
import type { DocumentBlock } from "../document/document.ts";
import { adviceLines } from "../mount/findings.ts";
import { GAP_COLUMNS, listGaps, listRulesNotRun, RULES_NOT_RUN_COLUMNS } from "../unread-rows.ts";
import { head, row, say, tabulate } from "./blocks.ts";
import { nameStorage } from "./name-storage.ts";

/** More findings than this are no answer any more. */
const MOST_FINDINGS = 10;

/** What the rules find on the same storage, as far as no pod's cause says it already. */
export function explainFindings({ findings, pods }: ObjectReport): DocumentBlock[] {
  const told = new Set(
    pods.flatMap(({ cause, furtherCauses }) =>
      [...(cause === null ? [] : [cause]), ...furtherCauses].map(
        ({ rule, message }) => `${rule}\n${message}`,
      ),
    ),
  );
  const untold = findings.filter(
    ({ finding: { rule, message } }) => !told.has(`${rule}\n${message}`),
  );
  if (untold.length === 0) return [];
  const left = untold.length - MOST_FINDINGS;
  return [
    head("Findings"),
    ...untold.slice(0, MOST_FINDINGS).map(
      ({ id, finding }): DocumentBlock => ({
        kind: "verdict",
        word: finding.severity.toUpperCase(),
        tone: finding.severity,
        text: `${nameStorage(id)} (${finding.rule}): ${finding.message}`,
        advice: adviceLines(finding),
      }),
    ),
    ...(left > 0 ? [say(`... and ${left} more (-o json has all).`)] : []),
  ];
}

/** What the silence of the report is worth. */
export function explainUnread({
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
