import type { VersionReport } from "../../core/reports/version/version-report.ts";
import { REPORT_FORMATS } from "../data-formats.ts";
import { type Formats, listFormats } from "../format.ts";
import type { ViewOptions } from "../view.ts";

/** The formats of `version`; the first is the default. */
export const VERSION_FORMATS: Formats<VersionReport> = listFormats<VersionReport, ViewOptions>(
  {
    name: "text",
    isDrawn: true,
    summary: "a line for each version, as kubectl version prints them",
    load: async () => (await import("./version-text.ts")).text,
  },
  ...REPORT_FORMATS,
);
