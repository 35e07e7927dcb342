import type { MountReport } from "../../core/reports/mount/mount-report.ts";
import { drawNoteTable } from "../draw-note-table.ts";
import { escapeForTerminal } from "../escape.ts";
import { choosePalette } from "../palette.ts";
import { GAP_COLUMNS, listGaps, listRulesNotRun, RULES_NOT_RUN_COLUMNS } from "../unread-rows.ts";
import { wrapAdvice, wrapWords } from "../wrap-words.ts";
import { adviceLines, listFindings } from "./findings.ts";
import type { MountViewOptions } from "./mount-view-options.ts";
import { fullName } from "./storage-name.ts";

const INDENT = "  ";

/** The findings as short paragraphs, most severe first. Nothing with `noHeaders`. */
export function* drawFindings(report: MountReport, options: MountViewOptions): Iterable<string> {
  if (options.noHeaders) return;
  const palette = choosePalette(options.terminal.color);
  for (const { item, finding } of listFindings(report.items)) {
    const { severity, rule, message } = finding;
    const name = escapeForTerminal(fullName(item.storage, options.showNamespace));
    yield `\n${palette[severity](severity.toUpperCase())} ${name} (${escapeForTerminal(rule)})\n`;
    yield* drawText(message, options, INDENT, INDENT);
    for (const line of adviceLines(finding)) yield* drawAdvice(line, options);
  }
}

/**
 * What the report leaves out or could not say: kinds that were not asked for, rules that could not
 * run, and gaps. Nothing with `noHeaders`.
 */
export function* drawRemarks(report: MountReport, options: MountViewOptions): Iterable<string> {
  if (options.noHeaders) return;
  let gap = report.items.length > 0 ? "\n" : "";
  for (const remark of listRemarks(report, options)) {
    yield gap + remark;
    gap = "\n";
  }
}

function* listRemarks(report: MountReport, options: MountViewOptions): Iterable<string> {
  const notShown = remarkNotShown(report.notShown);
  if (notShown !== null) yield [...drawText(notShown, options, "", INDENT)].join("");
  if (report.rulesNotRun.length > 0) {
    const rows = listRulesNotRun(report.rulesNotRun);
    yield `${drawNoteTable(RULES_NOT_RUN_COLUMNS, rows, options.terminal)}\n`;
  }
  if (report.gaps.length > 0) {
    yield `${drawNoteTable(GAP_COLUMNS, listGaps(report.gaps), options.terminal)}\n`;
  }
}

function remarkNotShown(notShown: MountReport["notShown"]): string | null {
  const kinds = Object.entries(notShown).filter(([, count]) => count !== 0);
  if (kinds.length === 0) return null;
  if (kinds.every(([, count]) => count === null)) {
    return "Not shown: other kinds of storage (--kinds all)";
  }
  const counted = kinds
    .map(([kind, count]) => (count === null ? `${kind} (not counted)` : `${count} ${kind}`))
    .join(", ");
  const names = kinds.map(([kind]) => kind.toLowerCase()).join(",");
  return `Not shown: ${counted} (--kinds ${names} or all)`;
}

function* drawAdvice(advice: string, { terminal }: MountViewOptions): Iterable<string> {
  const width = terminal.columns === null ? null : terminal.columns - INDENT.length;
  for (const line of wrapAdvice(escapeForTerminal(advice), width)) yield `${INDENT}${line}\n`;
}

function* drawText(
  text: string,
  { terminal }: MountViewOptions,
  first: string,
  rest: string,
): Iterable<string> {
  const width = terminal.columns === null ? null : terminal.columns - rest.length;
  let lead = first;
  for (const line of wrapWords(escapeForTerminal(text), width)) {
    yield `${lead}${line}\n`;
    lead = rest;
  }
}
