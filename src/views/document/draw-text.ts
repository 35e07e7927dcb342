import { displayWidth } from "../display-width.ts";
import { escapeForTerminal } from "../escape.ts";
import { choosePalette, type Palette } from "../palette.ts";
import type { Terminal } from "../view.ts";
import { wrapAdvice, wrapWords } from "../wrap-words.ts";
import type { Code, Document, DocumentBlock, Paragraph, Steps, Verdict } from "./document.ts";
import { drawDocumentTable } from "./draw-document-table.ts";
import { drawGroupedTable } from "./draw-grouped-table.ts";
import { drawPicture } from "./draw-picture.ts";
import { numberSources, type SourceNumbers } from "./source-numbers.ts";
import { spellInAscii } from "./spell-in-ascii.ts";

/** Prose is read in lines of this length, also in a pipe; a wider terminal does not make it longer. */
const LONGEST_LINE = 100;
const USUAL_LINE = 80;

const INDENT = "  ";

/** What every block is drawn with. */
interface Page {
  width: number;
  terminal: Terminal;
  palette: Palette;
  numbers: SourceNumbers;
}

/**
 * The document for a terminal: prose wrapped, what is typed or applied never broken, and where it
 * comes from as numbers, which are spelled out at the end.
 */
export function* drawText(document: Document, terminal: Terminal): Iterable<string> {
  const { title, blocks } = terminal.unicode ? document : spellInAscii(document);
  const page: Page = {
    width: Math.min(terminal.columns ?? USUAL_LINE, LONGEST_LINE),
    terminal,
    palette: choosePalette(terminal.color),
    numbers: numberSources(),
  };
  yield* drawHeading(title, page, "=");
  let before: DocumentBlock | null = null;
  for (const block of blocks) {
    // A heading stands close to what it heads.
    yield before?.kind === "heading" ? "" : "\n";
    yield* drawBlock(block, page);
    before = block;
  }
  yield* drawSources(page);
}

function drawBlock(block: DocumentBlock, page: Page): Iterable<string> {
  switch (block.kind) {
    case "heading":
      return drawHeading(block.text, page);
    case "paragraph":
      return drawParagraph(block, page);
    case "verdict":
      return drawVerdict(block, page);
    case "table":
      return drawDocumentTable(block, page.width, page.numbers, page.palette);
    case "grouped-table":
      return drawGroupedTable(block, page.width, page.numbers);
    case "code":
      return drawCode(block, page);
    case "picture":
      return drawPicture(block, page.terminal, page.width);
    case "steps":
      return drawSteps(block, page);
  }
}

/** Bold; without colour a line below it says what it is. */
function* drawHeading(
  text: string,
  { width, terminal, palette }: Page,
  rule = "-",
): Iterable<string> {
  const lines = wrapWords(escapeForTerminal(text), width);
  for (const line of lines) yield `${palette.heading(line)}\n`;
  if (!terminal.color) yield `${rule.repeat(Math.max(...lines.map(displayWidth)))}\n`;
}

function* drawParagraph(
  { text, remarks, sources }: Paragraph,
  { width, numbers }: Page,
): Iterable<string> {
  const remark = remarks.length > 0 ? ` (${remarks.join("; ")})` : "";
  const line = escapeForTerminal(`${text}${remark}`) + numbers.mark(sources);
  yield* drawProse(line, width, "", "");
}

function* drawVerdict(
  { word, tone, text, advice }: Verdict,
  { width, palette }: Page,
): Iterable<string> {
  const lead = escapeForTerminal(word);
  const [first = "", ...rest] = wrapWords(`${lead} ${escapeForTerminal(text)}`.trimEnd(), width);
  yield `${palette[tone](first.slice(0, lead.length))}${first.slice(lead.length)}\n`;
  for (const line of rest) yield `${line}\n`;
  for (const line of advice.flatMap((it) =>
    wrapAdvice(escapeForTerminal(it), width - INDENT.length),
  )) {
    yield `${INDENT}${line}\n`;
  }
}

/** A manifest begins at the edge, since an indented `---` parts no documents. */
function* drawCode(
  { caption, language, text, sources }: Code,
  { width, palette, numbers }: Page,
): Iterable<string> {
  const head = `${escapeForTerminal(caption)}${numbers.mark(sources)}:`;
  yield* drawProse(head, width, "", "");
  yield "\n";
  const indent = language === "sh" ? INDENT : "";
  for (const line of text.replace(/\n$/, "").split("\n")) {
    const shown = escapeForTerminal(line);
    yield shown === "" ? "\n" : `${indent}${palette.info(shown)}\n`;
  }
}

function* drawSteps({ steps }: Steps, { width, palette }: Page): Iterable<string> {
  for (const [index, { text, commands, loses }] of steps.entries()) {
    const mark = `${index + 1}. `;
    const indent = " ".repeat(mark.length);
    yield* drawProse(escapeForTerminal(text), width, mark, indent);
    for (const command of commands) yield `${indent}${palette.info(escapeForTerminal(command))}\n`;
    if (loses !== null) {
      yield* drawProse(`Loses: ${escapeForTerminal(loses)}`, width, indent, indent);
    }
  }
}

function* drawSources(page: Page): Iterable<string> {
  const places = [...page.numbers.list()];
  if (places.length === 0) return;
  yield "\n";
  yield* drawHeading("Sources", page);
  const width = String(places.length).length + 2;
  for (const [number, place] of places) {
    yield `${`[${number}]`.padStart(width)} ${escapeForTerminal(place)}\n`;
  }
}

function* drawProse(text: string, width: number, first: string, rest: string): Iterable<string> {
  let lead = first;
  for (const line of wrapWords(text, width - rest.length)) {
    yield `${lead}${line}\n`;
    lead = rest;
  }
}
