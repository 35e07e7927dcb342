import { upperFirst } from "../../core/model/text.ts";
import type { Block, TopicReport } from "../../core/reports/topic/topic-report.ts";
import { head, row, say, sourceOf } from "../document/blocks.ts";
import type { Document, DocumentBlock } from "../document/document.ts";

/** What is typed to read a topic. */
function askFor(topic: string): string {
  return `kubectl shared explain ${topic}`;
}

/** The topic as it is drawn: its sections, what a remark means, and what to read next. */
export function topicDocument({ title, sections, related }: TopicReport): Document {
  const blocks = sections.flatMap((section): DocumentBlock[] => [
    head(section.title),
    ...section.blocks.map(drawBlock),
  ]);
  const isDerived = sections.some((section) =>
    section.blocks.some((it) => "derived" in it && it.derived),
  );
  return {
    title,
    blocks: [
      ...blocks,
      ...(isDerived ? [say(DERIVED)] : []),
      ...(related.length > 0 ? [listRelated(related)] : []),
    ],
  };
}

const DERIVED = "(derived) marks what follows from code that was read, and is said in no document.";

function drawBlock(block: Block): DocumentBlock {
  switch (block.kind) {
    case "statement":
      return {
        kind: "paragraph",
        text: block.text,
        remarks: [
          ...(block.since === null ? [] : [`since ${block.since}`]),
          ...(block.derived ? ["derived"] : []),
        ],
        sources: block.citations.map(sourceOf),
      };
    case "table":
      return {
        kind: "table",
        columns: block.columns,
        rows: block.rows.map(({ cells, citations }) => row(cells, citations)),
      };
    case "example":
      return {
        kind: "code",
        caption: beginSentence(block.purpose),
        language: block.language,
        text: block.text,
        sources: block.citations.map(sourceOf),
      };
    case "diagram":
      return { kind: "picture", groups: block.groups };
  }
}

/** A clause as a sentence begins; a name, `emptyDir`, stays as it is written. */
function beginSentence(clause: string): string {
  return clause.replace(/^[a-z]+(?=[ ,])/, upperFirst);
}

function listRelated(related: TopicReport["related"]): DocumentBlock {
  return {
    kind: "table",
    columns: ["read next", ""],
    rows: related.map(({ topic, summary }) => row([askFor(topic), summary])),
  };
}
