import type { TopicList, TopicReport } from "../../core/reports/topic/topic-report.ts";
import { LIST_FORMATS, REPORT_FORMATS } from "../data-formats.ts";
import { type Formats, listFormats } from "../format.ts";
import type { ViewOptions } from "../view.ts";

/** The formats of `explain TOPIC`; the first is the default. */
export const TOPIC_FORMATS: Formats<TopicReport> = listFormats<TopicReport, ViewOptions>(
  {
    name: "text",
    isDrawn: true,
    summary: "to be read, wrapped to the terminal",
    load: async () => (await import("./topic-views.ts")).text,
  },
  {
    name: "markdown",
    summary: "the same for a page or a ticket",
    load: async () => (await import("./topic-views.ts")).markdown,
  },
  {
    name: "mermaid",
    summary: "the topic's drawing alone",
    load: async () => (await import("./topic-views.ts")).mermaid,
  },
  ...REPORT_FORMATS,
);

/** The formats of `explain` alone. */
export const TOPIC_LIST_FORMATS: Formats<TopicList> = listFormats<TopicList, ViewOptions>(
  {
    name: "text",
    isDrawn: true,
    summary: "a line for each topic",
    load: async () => (await import("./topic-list.ts")).text,
  },
  {
    name: "markdown",
    summary: "the same for a page or a ticket",
    load: async () => (await import("./topic-list.ts")).markdown,
  },
  {
    name: "name",
    summary: "the names of the topics",
    load: async () => (await import("./topic-list.ts")).name,
  },
  ...LIST_FORMATS,
);
