import type { Format } from "./format.ts";

const TEMPLATE = {
  placeholder: "TEMPLATE",
  whenMissing: "template format specified but no template given",
};

/** The formats that print any report as the data that it is. */
export const REPORT_FORMATS: readonly Format<object>[] = [
  {
    name: "json",
    summary: "the whole report as JSON",
    load: async () => (await import("./json.ts")).json,
  },
  {
    name: "yaml",
    summary: "the whole report as YAML",
    load: async () => (await import("./yaml.ts")).yaml,
  },
  {
    name: "jsonpath",
    summary: "what a JSONPath template finds in the report",
    argument: TEMPLATE,
    load: async (template) => (await import("./jsonpath/jsonpath.ts")).jsonpath(template),
  },
  {
    name: "jsonpath-as-json",
    summary: "the same as JSON lists",
    argument: TEMPLATE,
    load: async (template) => (await import("./jsonpath/jsonpath.ts")).jsonpathAsJson(template),
  },
];

/** The same, and those for a report that has items. */
export const LIST_FORMATS: readonly Format<{ items: readonly unknown[] }>[] = [
  ...REPORT_FORMATS,
  {
    name: "custom-columns",
    summary: "a row for each item, with the fields asked for",
    argument: {
      placeholder: "HEADING:PATH,…",
      whenMissing: "custom-columns format specified but no custom columns given",
    },
    load: async (spec) => (await import("./custom-columns.ts")).customColumns(spec),
  },
];
