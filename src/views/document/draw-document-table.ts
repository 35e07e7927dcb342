import { displayWidth, padToWidth } from "../display-width.ts";
import { escapeForTerminal } from "../escape.ts";
import type { Palette } from "../palette.ts";
import { wrapCell, wrapWords } from "../wrap-words.ts";
import type { DocumentTable } from "./document.ts";
import type { SourceNumbers } from "./source-numbers.ts";

const GAP = "   ";
const NARROW_GAP = "  ";

/** Prose in a narrower column is hard to read. */
const NARROWEST_TEXT = 16;

/** A few short words are not, in so many lines. */
const NARROWEST_WORDS = 8;
const FEW_LINES = 3;

/**
 * A table in kubectl's look whose last column is wrapped. Where the other columns leave it no room,
 * each row becomes a few lines: its first cell, and below it the others, each with its heading.
 */
export function* drawDocumentTable(
  { columns: named, rows }: DocumentTable,
  width: number,
  numbers: SourceNumbers,
  { heading }: Palette,
): Iterable<string> {
  const columns = named.map((column) => escapeForTerminal(column).toUpperCase());
  const cells = rows.map(({ cells, sources }) => {
    const texts = columns.map((_, index) => escapeForTerminal(cells[index] ?? ""));
    const last = `${texts.pop() ?? ""}${numbers.mark(sources)}`.trim();
    return [...texts, last];
  });
  const widths = columns.map((column, index) =>
    Math.max(displayWidth(column), ...cells.map((row) => displayWidth(row[index] ?? ""))),
  );
  const layout = chooseWidths(widths, cells, width);
  if (layout === null) {
    yield* drawAsLists(columns, cells, width, heading);
    return;
  }
  yield `${heading(drawLine(columns, layout))}\n`;
  for (const row of cells) yield* drawRow(row, layout);
}

interface Layout {
  widths: readonly number[];
  gap: string;
}

/** null: no room is left for the last column. */
function chooseWidths(
  widths: readonly number[],
  rows: readonly (readonly string[])[],
  width: number,
): Layout | null {
  const wholeLast = widths.at(-1) ?? 0;
  const layouts = [GAP, NARROW_GAP].map((gap): Layout => {
    const others = widths.slice(0, -1);
    const room = width - others.reduce((sum, it) => sum + it + gap.length, 0);
    return { widths: [...others, Math.min(wholeLast, room)], gap };
  });
  const lastOf = (layout: Layout) => layout.widths.at(-1) ?? 0;
  const isShort = (room: number) =>
    rows.every((row) => wrapCell(row.at(-1) ?? "", room).length <= FEW_LINES);
  return (
    layouts.find((layout) => lastOf(layout) === wholeLast) ??
    layouts.find((layout) => lastOf(layout) >= NARROWEST_TEXT) ??
    layouts.find((layout) => lastOf(layout) >= NARROWEST_WORDS && isShort(lastOf(layout))) ??
    null
  );
}

function drawLine(cells: readonly string[], { widths, gap }: Layout): string {
  return cells
    .map((cell, index) => padToWidth(cell, widths[index] ?? 0))
    .join(gap)
    .trimEnd();
}

function* drawRow(row: readonly string[], layout: Layout): Iterable<string> {
  const lines = wrapCell(row.at(-1) ?? "", layout.widths.at(-1) ?? 0);
  let before: readonly string[] = row.slice(0, -1);
  for (const line of lines) {
    yield `${drawLine([...before, line], layout)}\n`;
    before = before.map(() => "");
  }
}

function* drawAsLists(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  width: number,
  heading: Palette["heading"],
): Iterable<string> {
  const indent = "  ";
  let gap = "";
  for (const [first = "", ...rest] of rows) {
    yield gap;
    for (const line of wrapWords(first, width)) yield `${heading(line)}\n`;
    for (const [index, text] of rest.entries()) {
      if (text === "") continue;
      const [head = "", ...more] = wrapWords(
        `${columns[index + 1] ?? ""}: ${text}`,
        width - indent.length,
      );
      yield `${indent}${head}\n`;
      for (const line of more) yield `${indent}${indent}${line}\n`;
    }
    gap = "\n";
  }
}
