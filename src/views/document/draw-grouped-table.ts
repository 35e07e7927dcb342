import { displayWidth, padToWidth } from "../display-width.ts";
import { escapeForTerminal } from "../escape.ts";
import type { GroupedTable } from "./document.ts";
import { wrapProse } from "./wrap-prose.ts";

const INDENT = "  ";
const GAP = "   ";

/** A second cell narrower than this is hard to read: it then follows the first. */
const NARROWEST_TEXT = 24;

/** Each title on lines of its own, and below it its rows, all aligned, the second cell wrapped. */
export function* drawGroupedTable({ groups }: GroupedTable, width: number): Iterable<string> {
  const names = groups.flatMap(({ rows }) => rows.map(([name]) => escapeForTerminal(name)));
  const nameWidth = Math.max(0, ...names.map(displayWidth));
  const room = width - INDENT.length - nameWidth - GAP.length;
  for (const { title, rows } of groups) {
    for (const line of wrapProse(escapeForTerminal(title), width)) yield `${line}\n`;
    for (const row of rows) {
      const [name, text] = row.map(escapeForTerminal) as [string, string];
      if (room >= NARROWEST_TEXT) yield* drawAligned(name, text, nameWidth, room);
      else yield* drawWrapped(text === "" ? name : `${name}: ${text}`, width);
    }
  }
}

function* drawAligned(
  name: string,
  text: string,
  nameWidth: number,
  room: number,
): Iterable<string> {
  let lead = name;
  for (const line of wrapProse(text, room)) {
    yield `${`${INDENT}${padToWidth(lead, nameWidth)}${GAP}${line}`.trimEnd()}\n`;
    lead = "";
  }
}

function* drawWrapped(text: string, width: number): Iterable<string> {
  let lead = INDENT;
  for (const line of wrapProse(text, width - INDENT.length * 2)) {
    yield `${lead}${line}\n`;
    lead = INDENT + INDENT;
  }
}
