import Table from "cli-table3";
import { displayWidth } from "./display-width.ts";
import { escapeForTerminal } from "./escape.ts";
import type { Terminal } from "./view.ts";

/** kubectl's look: nothing but three blanks between the columns. */
const NO_LINES = {
  top: "",
  "top-mid": "",
  "top-left": "",
  "top-right": "",
  bottom: "",
  "bottom-mid": "",
  "bottom-left": "",
  "bottom-right": "",
  left: "",
  "left-mid": "",
  mid: "",
  "mid-mid": "",
  right: "",
  "right-mid": "",
  middle: "   ",
};

const GAP = NO_LINES.middle.length;

/** Narrower than this, words are broken that need not be. */
const NARROWEST_TEXT = 20;

/**
 * A table of a few rows whose last column is a sentence, which is wrapped to the terminal. For rows
 * that may be thousands there is `drawTable`: this one holds them all, and takes its time for each.
 *
 * @param rows as many cells as there are headings
 */
export function drawNoteTable(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  { columns }: Pick<Terminal, "columns">,
): string {
  const cells = rows.map((row) => row.map(escapeForTerminal));
  const widths = headings.map((heading, index) =>
    Math.max(displayWidth(heading), ...cells.map((row) => displayWidth(row[index] ?? ""))),
  );
  if (columns !== null) {
    const before = widths.slice(0, -1).reduce((sum, width) => sum + width + GAP, 0);
    const last = Math.max(columns - before, NARROWEST_TEXT);
    widths.push(Math.min(widths.pop() ?? last, last));
  }
  const table = new Table({
    head: [...headings],
    chars: NO_LINES,
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0, compact: true },
    colWidths: widths,
    wordWrap: true,
  });
  table.push(...cells);
  return table.toString().replace(/ +$/gm, "");
}
