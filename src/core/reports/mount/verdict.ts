import { SEVERITIES, type Severity } from "../../rules/finding.ts";
import type { MountReport } from "./mount-report.ts";

/**
 * `found`: a finding is as severe as the limit or more; `unsure`: none is, but not every rule
 * could look; `clean`: none is, and every rule looked.
 */
export type Verdict = "found" | "unsure" | "clean";

export function judgeReport({ items, rulesNotRun }: MountReport, limit: Severity): Verdict {
  const severe = SEVERITIES.slice(0, SEVERITIES.indexOf(limit) + 1);
  if (items.some(({ findings }) => findings.some(({ severity }) => severe.includes(severity)))) {
    return "found";
  }
  return rulesNotRun.length > 0 ? "unsure" : "clean";
}
