import type { ClassExplanation, ClassReport } from "../../core/reports/object/object-report.ts";
import { drawMarkdown } from "../document/draw-markdown.ts";
import { drawText } from "../document/draw-text.ts";
import { type Column, drawTable } from "../draw-table.ts";
import { escapeForTerminal } from "../escape.ts";
import type { View, ViewOptions } from "../view.ts";
import { classColumns, wideClassColumns } from "./class-columns.ts";
import { classDocument } from "./class-document.ts";
import { drawClassNotes } from "./class-notes.ts";

export const text: View<ClassReport> = (report, options) =>
  drawClasses(report, classColumns(report.items), options);

/** Nothing folded on any terminal. */
export const wide: View<ClassReport> = (report, options) =>
  drawClasses(report, wideClassColumns(report.items), options, null);

export const markdown: View<ClassReport> = (report) => drawMarkdown(classDocument(report));

/** `storageclass.storage.k8s.io/gp3`, as kubectl prints and takes it. */
export function* name({ items }: ClassReport): Iterable<string> {
  for (const { name } of items) yield `storageclass.storage.k8s.io/${escapeForTerminal(name)}\n`;
}

function* drawClasses(
  report: ClassReport,
  columns: readonly Column<ClassExplanation>[],
  { terminal }: ViewOptions,
  width = terminal.columns,
): Iterable<string> {
  yield* drawTable(columns, report.items, { terminal: { ...terminal, columns: width } });
  const blocks = drawClassNotes(report);
  if (blocks.length === 0) return;
  if (report.items.length > 0) yield "\n";
  yield* drawText({ title: "Notes", blocks }, terminal);
}
