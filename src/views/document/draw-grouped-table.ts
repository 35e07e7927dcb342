import { displayWidth, padToWidth } from "../display-width.ts";
import { escapeForTerminal } from "../escape.ts";
import { wrapWords } from "../wrap-words.ts";
import type { GroupedTable } from "./document.ts";
import type { SourceNumbers } from "./source-numbers.ts";

const INDENT = "  ";
const GAP = "   ";

/** A second cell narrower than this is hard to read: it then follows the first. */
const NARROWEST_TEXT = 24;

/** Each title on lines of its own, and below it its rows, all aligned, the second cell wrapped. */
export function* drawGroupedTable(
  { groups }: GroupedTable,
  width: number,
  numbers: SourceNumbers,
): Iterable<string> {
  const names = groups.flatMap(({ rows }) => rows.map(([name]) => escapeForTerminal(name)));
  const nameWidth = Math.max(0, ...names.map(displayWidth));
  const room = width - INDENT.length - nameWidth - GAP.length;
  for (const { title, rows, sources } of groups) {
    const head = escapeForTerminal(title) + numbers.mark(sources);
    for (const line of wrapWords(head, width)) yield `${line}\n`;
    for (const row of rows) {
      const [name, text] = row.map(escapeForTerminal) as [string, string];
      if (room >= NARROWEST_TEXT) yield* drawAligned(name, text, nameWidth, width);
      else yield* drawWrapped(text === "" ? name : `${name}: ${text}`, width);
    }
  }
}

function* drawAligned(
  name: string,
  text: string,
  nameWidth: number,
  width: number,
): Iterable<string> {
  const room = width - INDENT.length - nameWidth - GAP.length;
  const lines = wrapWords(text, room);
  // A name that is longer than its column has the whole width, below.
  if (lines.some((line) => displayWidth(line) > room)) {
    yield `${INDENT}${name}\n`;
    for (const line of wrapWords(text, width - INDENT.length * 2)) {
      yield `${INDENT}${INDENT}${line}\n`;
    }
    return;
  }
  let lead = name;
  for (const line of lines) {
    yield `${`${INDENT}${padToWidth(lead, nameWidth)}${GAP}${line}`.trimEnd()}\n`;
    lead = "";
  }
}

function* drawWrapped(text: string, width: number): Iterable<string> {
  let lead = INDENT;
  for (const line of wrapWords(text, width - INDENT.length * 2)) {
    yield `${lead}${line}\n`;
    lead = INDENT + INDENT;
  }
}
