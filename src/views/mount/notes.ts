import type { MountReport } from "../../core/reports/mount-report.ts";
import { wrapWords } from "../display-width.ts";
import { escapeForTerminal } from "../escape.ts";
import { choosePalette } from "../palette.ts";
import type { ViewOptions } from "../view.ts";
import { adviceLines, listFindings } from "./findings.ts";
import { fullName } from "./storage-name.ts";

const INDENT = "  ";

/** The findings as short paragraphs, most severe first. Nothing with `noHeaders`. */
export function* drawFindings(report: MountReport, options: ViewOptions): Iterable<string> {
  if (options.noHeaders) return;
  const palette = choosePalette(options.terminal.color);
  for (const { item, finding } of listFindings(report.items)) {
    const { severity, rule, message } = finding;
    const name = escapeForTerminal(fullName(item.storage, options.showNamespace));
    yield `\n${palette[severity](severity.toUpperCase())} ${name} (${escapeForTerminal(rule)})\n`;
    yield* drawText(message, options, INDENT, INDENT);
    for (const line of adviceLines(finding)) yield `${INDENT}${escapeForTerminal(line)}\n`;
  }
}

/**
 * What the report leaves out or could not say, a line each: kinds that were not asked for, rules
 * that could not run, and gaps. Nothing with `noHeaders`.
 */
export function* drawRemarks(report: MountReport, options: ViewOptions): Iterable<string> {
  const remarks = [
    ...remarkNotShown(report.notShown),
    ...report.rulesNotRun.map(
      ({ rule, needs, reason }) => `Rule not run: ${rule} needs ${needs}: ${reason}`,
    ),
    ...report.gaps.map(({ resource, namespace, reason, effect }) => {
      const where = namespace === null ? "" : ` in namespace ${namespace}`;
      return `Not read: ${resource}${where} (${reason}): ${effect}`;
    }),
  ];
  if (options.noHeaders || remarks.length === 0) return;
  if (report.items.length > 0) yield "\n";
  for (const remark of remarks) yield* drawText(remark, options, "", INDENT);
}

function remarkNotShown(notShown: MountReport["notShown"]): string[] {
  const kinds = Object.entries(notShown).filter(([, count]) => count !== 0);
  if (kinds.length === 0) return [];
  const counted = kinds
    .map(([kind, count]) => (count === null ? `${kind} (not counted)` : `${count} ${kind}`))
    .join(", ");
  const names = kinds.map(([kind]) => kind.toLowerCase()).join(",");
  return [`Not shown: ${counted} (--kinds ${names} or all)`];
}

function* drawText(
  text: string,
  { terminal }: ViewOptions,
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
