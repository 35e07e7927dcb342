import type { TopicReport } from "../../core/reports/topic/topic-report.ts";
import { drawMarkdown } from "../document/draw-markdown.ts";
import { drawMermaid } from "../document/draw-mermaid.ts";
import { drawText } from "../document/draw-text.ts";
import type { View } from "../view.ts";
import { topicDocument } from "./topic-document.ts";

export const text: View<TopicReport> = (report, { terminal }) =>
  drawText(topicDocument(report), terminal);

export const markdown: View<TopicReport> = (report) => drawMarkdown(topicDocument(report));

/** The drawings alone; a topic without one has nothing to show, which is for the caller to say. */
export const mermaid: View<TopicReport> = (report) =>
  drawMermaid(topicDocument(report).blocks.filter((block) => block.kind === "picture"));
