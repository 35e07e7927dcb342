import { displayWidth, foldMiddle, padToWidth } from "./display-width.ts";
import { escapeForTerminal } from "./escape.ts";
import { choosePalette } from "./palette.ts";
import type { ViewOptions } from "./view.ts";

export interface Column<Row> {
  heading: string;
  /** As it came from the cluster: making it harmless is the drawing's work. */
  cell(row: Row): string;
  /** Drawn only if some row has something to say in it. */
  optional?: boolean;
  /** On a terminal too narrow for the rows: may be folded to this width. Absent: never folded. */
  foldsTo?: number;
  /** What may go first where a cell must be folded. */
  shorten?(text: string): string;
  /** On a terminal too narrow for the rows: left out, those of the lowest number first. */
  givesWay?: number;
}

export interface TableOptions extends ViewOptions {
  /** Rows only. */
  noHeaders?: boolean;
}

/** kubectl's own: three blanks between columns, and no column narrower than three characters. */
const GAP = "   ";
const NARROWEST = 3;
/** On a terminal too narrow for the rows. */
const NARROW_GAP = "  ";

/**
 * A table in kubectl's look: headings, three blanks between columns, no lines, no blanks at the end
 * of a line. The rows are read twice, first for their widths, and never held: line by line they
 * leave. Only a terminal makes anything give way, and only where the column allows it: then comes
 * the terminal's own line break. What goes to a pipe is whole.
 *
 * @see https://github.com/kubernetes/cli-runtime/blob/v0.36.3/pkg/printers/tabwriter.go
 */
export function* drawTable<Row>(
  columns: readonly Column<Row>[],
  rows: Iterable<Row>,
  { noHeaders = false, terminal }: TableOptions,
): Iterable<string> {
  const whole = layOut(columns, rows, noHeaders);
  if (whole === null) return;
  const { cells, gap } = fitTerminal(whole, terminal.columns);
  const ellipsis = terminal.unicode ? "…" : "~";
  const { heading } = choosePalette(terminal.color);
  if (!noHeaders) {
    yield `${heading(joinCells(cells.map(({ column, width }) => padToWidth(column.heading, width))))}\n`;
  }
  for (const row of rows) {
    const line = cells.map(({ column, width }) => {
      const text = escapeForTerminal(column.cell(row));
      return padToWidth(column.foldsTo ? fold(text, width, column) : text, width);
    });
    yield `${joinCells(line)}\n`;
  }

  function fold(text: string, width: number, { shorten }: Column<Row>): string {
    if (displayWidth(text) <= width) return text;
    return foldMiddle(shorten?.(text) ?? text, width, ellipsis);
  }

  function joinCells(line: string[]): string {
    return line.join(gap).trimEnd();
  }
}

interface Layout<Row> {
  cells: { column: Column<Row>; width: number }[];
  gap: string;
}

/** As wide as the rows are; null: there are none. */
function layOut<Row>(
  columns: readonly Column<Row>[],
  rows: Iterable<Row>,
  noHeaders: boolean,
): Layout<Row> | null {
  const cells = columns.map((column) => ({ column, width: 0 }));
  let isEmpty = true;
  for (const row of rows) {
    isEmpty = false;
    for (const cell of cells) {
      cell.width = Math.max(cell.width, displayWidth(escapeForTerminal(cell.column.cell(row))));
    }
  }
  if (isEmpty) return null;
  const drawn = cells.filter(({ column, width }) => width > 0 || !column.optional);
  for (const cell of drawn) {
    const heading = noHeaders ? 0 : displayWidth(cell.column.heading);
    cell.width = Math.max(cell.width, heading, NARROWEST);
  }
  return { cells: drawn, gap: GAP };
}

/** First the gap gives way, then whole columns, then what is widest among what may be folded. */
function fitTerminal<Row>(whole: Layout<Row>, columns: number | null): Layout<Row> {
  if (columns === null || totalWidth(whole) <= columns) return whole;
  const layout = { ...whole, gap: NARROW_GAP };
  const steps = [...new Set(whole.cells.flatMap(({ column }) => column.givesWay ?? []))].sort();
  for (const step of steps) {
    if (narrowestWidth(layout) <= columns) break;
    layout.cells = layout.cells.filter(({ column }) => column.givesWay !== step);
  }
  for (let excess = totalWidth(layout) - columns; excess > 0; excess--) {
    const [widest] = layout.cells
      .filter(({ column, width }) => width > (column.foldsTo ?? width))
      .sort((a, b) => b.width - a.width);
    if (widest === undefined) break;
    widest.width--;
  }
  return layout;
}

/** With everything folded that may be. */
function narrowestWidth<Row>({ cells, gap }: Layout<Row>): number {
  const folded = cells.map(({ column, width }) => ({
    column,
    width: Math.min(width, column.foldsTo ?? width),
  }));
  return totalWidth({ cells: folded, gap });
}

function totalWidth<Row>({ cells, gap }: Layout<Row>): number {
  return cells.reduce((sum, { width }) => sum + width, gap.length * (cells.length - 1));
}
