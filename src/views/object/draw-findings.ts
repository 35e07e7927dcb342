import type { ObjectReport } from "../../core/reports/object/object-report.ts";
import { head, say } from "../document/blocks.ts";
import type { DocumentBlock } from "../document/document.ts";
import { adviceLines } from "../mount/findings.ts";
import { nameStorage } from "./name-storage.ts";

/** More findings than this are no answer any more. */
const MOST_FINDINGS = 10;

/** What the rules find on the same storage, beside the causes that pods are told. */
export function drawFindings({ findings }: ObjectReport): DocumentBlock[] {
  if (findings.length === 0) return [];
  const left = findings.length - MOST_FINDINGS;
  return [
    head("Findings"),
    ...findings.slice(0, MOST_FINDINGS).map(
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
