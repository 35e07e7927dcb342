import type { ClassReport } from "../../core/reports/object/object-report.ts";
import { LIST_FORMATS } from "../data-formats.ts";
import { type Formats, listFormats } from "../format.ts";
import type { ViewOptions } from "../view.ts";

/** The formats of `explain classes`; the first is the default. */
export const CLASS_FORMATS: Formats<ClassReport> = listFormats<ClassReport, ViewOptions>(
  {
    name: "text",
    isDrawn: true,
    summary: "a row for each class, with what its driver can do",
    load: async () => (await import("./class-views.ts")).text,
  },
  {
    name: "wide",
    isDrawn: true,
    summary: "the same with product, size limit, reclaim policy and parameters",
    load: async () => (await import("./class-views.ts")).wide,
  },
  {
    name: "markdown",
    summary: "the same for a page or a ticket",
    load: async () => (await import("./class-views.ts")).markdown,
  },
  {
    name: "name",
    summary: "the names of the classes, as kubectl takes them",
    load: async () => (await import("./class-views.ts")).name,
  },
  ...LIST_FORMATS,
);
