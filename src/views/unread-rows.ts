import type { Gap, RuleNotRun } from "../core/reports/mount/mount-report.ts";

/** The same two tables stand below every report: what its silence is worth. */

export const RULES_NOT_RUN_COLUMNS = ["NEEDED", "REASON", "RULES NOT RUN"] as const;

export const GAP_COLUMNS = ["NOT READ", "REASON", "EFFECT"] as const;

/** One missing list keeps several rules from looking: need, reason, and the rules. */
export function listRulesNotRun(rulesNotRun: readonly RuleNotRun[]): string[][] {
  const byCause = Map.groupBy(rulesNotRun, ({ needs, reason }) => `${needs}\n${reason}`);
  return Array.from(byCause.values(), (group) => [
    group[0]?.needs ?? "",
    group[0]?.reason ?? "",
    group.map(({ rule }) => rule).join(", "),
  ]);
}

/** What could not be read, why, and what is unknown for it. */
export function listGaps(gaps: readonly Gap[]): string[][] {
  return gaps.map(({ resource, namespace, reason, effect }) => [
    namespace === null ? resource : `${namespace}/${resource}`,
    reason,
    effect,
  ]);
}
