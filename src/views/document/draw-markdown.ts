import { escapeForMarkdown, escapeForTerminal } from "../escape.ts";
import { isTyped } from "../wrap-words.ts";
import type {
  Code,
  Document,
  DocumentBlock,
  DocumentTable,
  GroupedTable,
  Paragraph,
  Picture,
  Steps,
  Verdict,
} from "./document.ts";
import { drawMermaid } from "./draw-mermaid.ts";
import { linkSources, type SourceLinks } from "./link-sources.ts";

/**
 * The document as GitHub's Markdown. Where something comes from stands behind it as a link.
 *
 * @see https://github.github.com/gfm/
 */
export function* drawMarkdown(document: Document): Iterable<string> {
  const links = linkSources();
  yield* drawMarkdownPart(document, 1, links);
  yield* links.define();
}

/**
 * The same as a part of a page, which defines the links itself.
 *
 * @param level of the title's heading; sections are one deeper
 */
export function* drawMarkdownPart(
  { title, blocks }: Document,
  level: number,
  links: SourceLinks,
): Iterable<string> {
  yield* drawHeading(title, level);
  for (const block of blocks) {
    yield "\n";
    yield* drawBlock(block, level + 1, links);
  }
}

function drawBlock(block: DocumentBlock, level: number, links: SourceLinks): Iterable<string> {
  switch (block.kind) {
    case "heading":
      return drawHeading(block.text, level);
    case "paragraph":
      return drawParagraph(block, links);
    case "verdict":
      return drawVerdict(block);
    case "table":
      return drawTable(block, links);
    case "grouped-table":
      return drawTable(ungroup(block), links);
    case "code":
      return drawCode(block, links);
    case "picture":
      return drawPicture(block);
    case "steps":
      return drawSteps(block);
  }
}

function* drawParagraph(
  { text, remarks, sources }: Paragraph,
  { mark }: SourceLinks,
): Iterable<string> {
  const remark = remarks.length > 0 ? ` (${remarks.join("; ")})` : "";
  yield `${escapeForMarkdown(text + remark)}${mark(sources)}\n`;
}

function* drawHeading(text: string, level: number): Iterable<string> {
  yield `${"#".repeat(level)} ${escapeForMarkdown(text)}\n`;
}

function* drawVerdict({ word, text, advice }: Verdict): Iterable<string> {
  yield `**${escapeForMarkdown(word)}** ${escapeForMarkdown(text)}\n`;
  for (const line of advice.filter((it) => !isTyped(it))) yield `\n${escapeForMarkdown(line)}\n`;
  const typed = advice.filter(isTyped);
  if (typed.length > 0) yield* drawFence("", typed, "");
}

/** Sources are a column of their own, where any row has some. */
function* drawTable({ columns, rows }: DocumentTable, { mark }: SourceLinks): Iterable<string> {
  const isSourced = rows.some(({ sources }) => sources.length > 0);
  const headings = [...columns.map(escapeForMarkdown), ...(isSourced ? ["sources"] : [])];
  yield drawRow(headings);
  yield drawRow(headings.map(() => "---"));
  for (const { cells, sources } of rows) {
    const texts = columns.map((_, index) => escapeForMarkdown(cells[index] ?? ""));
    yield drawRow([...texts, ...(isSourced ? [mark(sources).trimStart()] : [])]);
  }
}

/** In Markdown a long cell is no trouble: the title stands in each row. */
function ungroup({ columns, groups }: GroupedTable): DocumentTable {
  const rows = groups.flatMap(({ title, rows, sources }) =>
    rows.map((row) => ({ cells: [title, ...row], sources })),
  );
  return { kind: "table", columns, rows };
}

function drawRow(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |\n`;
}

function* drawCode(
  { caption, language, text, sources }: Code,
  { mark }: SourceLinks,
): Iterable<string> {
  yield `${escapeForMarkdown(caption)}${mark(sources)}:\n`;
  yield* drawFence(language, text.replace(/\n$/, "").split("\n"), "");
}

function* drawPicture(picture: Picture): Iterable<string> {
  yield "```mermaid\n";
  yield* drawMermaid([picture]);
  yield "```\n";
}

function* drawSteps({ steps }: Steps): Iterable<string> {
  for (const [index, { text, commands, loses }] of steps.entries()) {
    const mark = `${index + 1}. `;
    const indent = " ".repeat(mark.length);
    yield `${index === 0 ? "" : "\n"}${mark}${escapeForMarkdown(text)}\n`;
    if (commands.length > 0) yield* drawFence("sh", commands, indent);
    if (loses !== null) yield `\n${indent}Loses: ${escapeForMarkdown(loses)}\n`;
  }
}

/** Longer than every row of backticks in it, so that none of them ends it. */
function* drawFence(language: string, lines: readonly string[], indent: string): Iterable<string> {
  const rows = lines.flatMap((line) => line.match(/`+/g) ?? []);
  const fence = "`".repeat(Math.max(3, ...rows.map(({ length }) => length + 1)));
  yield `\n${indent}${fence}${language}\n`;
  for (const line of lines) yield `${indent}${escapeForTerminal(line)}`.trimEnd().concat("\n");
  yield `${indent}${fence}\n`;
}
