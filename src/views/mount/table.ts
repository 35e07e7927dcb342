import type { MountReport } from "../../core/reports/mount/mount-report.ts";
import { type Column, drawTable } from "../draw-table.ts";
import { mountColumns } from "./mount-columns.ts";
import { listRows, type MountRow } from "./mount-rows.ts";
import type { Grouping, MountViewOptions } from "./mount-view-options.ts";
import { drawFindings, drawRemarks } from "./notes.ts";

type ColumnName = keyof ReturnType<typeof mountColumns>;

/** What the rows are grouped by leads. */
const LEADING: Record<Grouping, readonly ColumnName[]> = {
  claim: ["storage", "modes", "usedBy", "node"],
  volume: ["volume", "storage", "modes", "usedBy", "node"],
  node: ["node", "usedBy", "storage", "modes"],
  pod: ["usedBy", "node", "storage", "modes"],
};

const MOUNT: readonly ColumnName[] = ["container", "path", "access"];

const WIDE: readonly ColumnName[] = [
  "phase",
  "volume",
  "attached",
  "driver",
  "class",
  "capacity",
  "podVolume",
  "subPath",
  "owner",
  "claimAge",
  "podAge",
];

/**
 * Who mounts what, a row for each mount; pods that are alike share one. STATE and FINDINGS stand
 * last and only where there is something to say, so that what is wrong is what stands out.
 */
export function* table(report: MountReport, options: MountViewOptions): Iterable<string> {
  const names = [...LEADING[options.by], ...MOUNT, "unusualState", "findings"] as const;
  yield* drawTable(
    chooseColumns(report, options, names),
    listRows(report.items, options.by, true),
    options,
  );
  yield* drawFindings(report, options);
  yield* drawRemarks(report, options);
}

/** Every pod on a row of its own, every fact beside it, and nothing folded on any terminal. */
export function* wide(report: MountReport, options: MountViewOptions): Iterable<string> {
  const names = [...LEADING[options.by], ...MOUNT, "state", "findings", ...WIDE] as const;
  yield* drawTable(
    chooseColumns(report, options, names),
    listRows(report.items, options.by, false),
    { ...options, terminal: { ...options.terminal, columns: null } },
  );
  yield* drawFindings(report, options);
  yield* drawRemarks(report, options);
}

function chooseColumns(
  report: MountReport,
  { showNamespace, showLabels }: MountViewOptions,
  names: readonly ColumnName[],
): Column<MountRow>[] {
  const columns = mountColumns(report, { showNamespace });
  const chosen = new Set(names);
  return [
    ...(showNamespace ? [columns.namespace] : []),
    ...Array.from(chosen, (name) => columns[name]),
    ...(showLabels ? [columns.labels] : []),
  ];
}
