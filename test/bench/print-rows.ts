import type { FilledRow, Quantity } from "./row.ts";

const HEADINGS = ["what", "against", "ours", "theirs", "ratio", "goal", ""];

/** The table, a line for each row. */
export function printRows(rows: readonly FilledRow[]): string {
  const lines = [HEADINGS, ...rows.map(cellsOf)];
  const widths = HEADINGS.map((_, column) =>
    Math.max(...lines.map((cells) => cells[column]?.length ?? 0)),
  );
  return lines
    .map((cells) =>
      cells
        .map((cell, column) => {
          const width = widths[column] ?? 0;
          return column < 2 || column > 5 ? cell.padEnd(width) : cell.padStart(width);
        })
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function cellsOf(row: FilledRow): string[] {
  const { what, against, quantity, figure, other, ratio, goal, verdict, pending } = row;
  return [
    what,
    against,
    format(quantity, figure),
    format(quantity, other),
    ratio === null ? "?" : ratio.toFixed(ratio < 0.1 ? 3 : 2),
    goal === null ? "" : `≤ ${goal}`,
    pending === undefined ? verdict : `pending: ${pending}`,
  ];
}

function format(quantity: Quantity, value: number | null): string {
  if (value === null) return "?";
  if (quantity === "mebibytes") return `${value.toFixed(0)} MiB`;
  if (quantity === "milliseconds" && value < 1000) return `${value.toFixed(0)} ms`;
  const seconds = quantity === "milliseconds" ? value / 1000 : value;
  return `${seconds.toFixed(seconds < 10 ? 2 : 1)} s`;
}
