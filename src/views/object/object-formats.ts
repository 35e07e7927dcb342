import type { ObjectReport } from "../../core/reports/object/object-report.ts";
import { REPORT_FORMATS } from "../data-formats.ts";
import { type Formats, listFormats } from "../format.ts";
import type { ViewOptions } from "../view.ts";

/** The formats of `explain TYPE/NAME`; the first is the default. */
export const OBJECT_FORMATS: Formats<ObjectReport> = listFormats<ObjectReport, ViewOptions>(
  {
    name: "text",
    isDrawn: true,
    summary: "to be read, wrapped to the terminal",
    load: async () => (await import("./object-views.ts")).text,
  },
  {
    name: "markdown",
    summary: "the same for a page or a ticket",
    load: async () => (await import("./object-views.ts")).markdown,
  },
  ...REPORT_FORMATS,
);
