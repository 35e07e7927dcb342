import type { TopicList } from "../../core/reports/topic/topic-report.ts";
import { row } from "../document/blocks.ts";
import type { Document } from "../document/document.ts";
import { drawMarkdown } from "../document/draw-markdown.ts";
import { drawText } from "../document/draw-text.ts";
import type { View } from "../view.ts";

export const text: View<TopicList> = (list, { terminal }) => drawText(listDocument(list), terminal);

export const markdown: View<TopicList> = (list) => drawMarkdown(listDocument(list));

/** What is typed, a line each. */
export function* name({ items }: TopicList): Iterable<string> {
  for (const { topic } of items) yield `${topic}\n`;
}

function listDocument({ items }: TopicList): Document {
  return {
    title: "What can be explained",
    blocks: [
      {
        kind: "table",
        columns: ["topic", "about"],
        rows: items.map(({ topic, summary }) => row([topic, summary])),
      },
      {
        kind: "code",
        caption: "To read one",
        language: "sh",
        text: "kubectl shared explain TOPIC\n",
        sources: [],
      },
    ],
  };
}
