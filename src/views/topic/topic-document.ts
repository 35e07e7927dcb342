import type { Block, Citation, TopicReport } from "../../core/reports/topic-report.ts";
import type { Document, DocumentBlock, Source } from "../document/document.ts";

/** What is typed to read a topic. */
export function askFor(topic: string): string {
  return `kubectl shared explain ${topic}`;
}

/** The topic as it is drawn: its sections, what a remark means, and what to read next. */
export function topicDocument({ title, sections, related }: TopicReport): Document {
  const blocks = sections.flatMap((section): DocumentBlock[] => [
    { kind: "heading", text: section.title },
    ...section.blocks.map(drawBlock),
  ]);
  const isDerived = sections.some((section) =>
    section.blocks.some((it) => "derived" in it && it.derived),
  );
  return {
    title,
    blocks: [
      ...blocks,
      ...(isDerived ? [paragraph(DERIVED)] : []),
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
        rows: block.rows.map(({ cells, citations }) => ({
          cells,
          sources: citations.map(sourceOf),
        })),
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
  return clause.replace(/^[a-z]+(?=[ ,])/, (word) => word[0]?.toUpperCase() + word.slice(1));
}

function sourceOf({ document, address }: Citation): Source {
  return { text: document, address };
}

function paragraph(text: string): DocumentBlock {
  return { kind: "paragraph", text, remarks: [], sources: [] };
}

function listRelated(related: TopicReport["related"]): DocumentBlock {
  return {
    kind: "table",
    columns: ["read next", ""],
    rows: related.map(({ topic, summary }) => ({ cells: [askFor(topic), summary], sources: [] })),
  };
}
