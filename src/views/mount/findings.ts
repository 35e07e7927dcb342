import type { Finding, Severity, StorageItem } from "../../core/reports/mount-report.ts";
import type { Branch } from "../draw-tree.ts";

const MOST_SEVERE_FIRST: readonly Severity[] = ["error", "warning", "info"];

/** All findings of a report, most severe first, each with the storage that it is about. */
export function* listFindings(
  items: readonly StorageItem[],
): Iterable<{ item: StorageItem; finding: Finding }> {
  for (const severity of MOST_SEVERE_FIRST) {
    for (const item of items) {
      for (const finding of item.findings) {
        if (finding.severity === severity) yield { item, finding };
      }
    }
  }
}

/** What a finding says, as a leaf to hang below its storage. */
export function findingBranch(finding: Finding): Branch {
  const { severity, rule, message } = finding;
  return {
    mark: { word: severity.toUpperCase(), tone: severity },
    text: `${rule}: ${message}`,
    advice: adviceLines(finding),
    branches: [],
  };
}

/** What to do and where to read on. Typed or opened, so never broken into lines. */
export function adviceLines({ hint, citation }: Finding): string[] {
  return [...(hint === null ? [] : [`next: ${hint}`]), `see:  ${citation}`];
}
