import {
  type Finding,
  SEVERITIES,
  type StorageItem,
} from "../../core/reports/mount/mount-report.ts";
import type { Branch } from "../draw-tree.ts";

/** All findings of a report, most severe first, each with the storage that it is about. */
export function* listFindings(
  items: readonly StorageItem[],
): Iterable<{ item: StorageItem; finding: Finding }> {
  for (const severity of SEVERITIES) {
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

/** What to do and where to read on. */
export function adviceLines({ hint, citation }: Finding): string[] {
  return [...(hint === null ? [] : [`next: ${hint}`]), `see:  ${citation}`];
}
