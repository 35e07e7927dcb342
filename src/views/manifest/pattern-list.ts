import { upperFirst } from "../../core/model/text.ts";
import type { PatternList } from "../../scaffold/pattern-list.ts";
import type { Document } from "../document/document.ts";
import { drawMarkdown } from "../document/draw-markdown.ts";
import { drawText } from "../document/draw-text.ts";
import type { View } from "../view.ts";

export const text: View<PatternList> = (list, { terminal }) =>
  drawText(listDocument(list), terminal);

export const markdown: View<PatternList> = (list) => drawMarkdown(listDocument(list));

/** What is typed, a line each. */
export function* name({ items }: PatternList): Iterable<string> {
  for (const { pattern } of items) yield `${pattern}\n`;
}

function listDocument({ items }: PatternList): Document {
  return {
    title: "What can be scaffolded",
    blocks: [
      {
        kind: "table",
        columns: ["pattern", "makes, and when to use it"],
        rows: items.map(({ pattern, summary, when }) => ({
          cells: [pattern, `${upperFirst(summary)}. ${when}`],
          sources: [],
        })),
      },
      {
        kind: "code",
        caption: "To make one, which changes nothing before it is applied",
        language: "sh",
        text: "kubectl shared scaffold PATTERN [NAME] | kubectl apply -f -\n",
        sources: [],
      },
    ],
  };
}
