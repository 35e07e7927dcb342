import type { ObjectReport } from "../../core/reports/object/object-report.ts";
import { drawMarkdown } from "../document/draw-markdown.ts";
import { drawText } from "../document/draw-text.ts";
import type { View } from "../view.ts";
import { objectDocument } from "./object-document.ts";

export const text: View<ObjectReport> = (report, { terminal }) =>
  drawText(objectDocument(report), terminal);

export const markdown: View<ObjectReport> = (report) => drawMarkdown(objectDocument(report));
