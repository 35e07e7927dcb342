import type { Citation, Remark } from "../../core/reports/object/object-report.ts";
import type {
  DocumentBlock,
  DocumentRow,
  GroupedTable,
  Heading,
  Paragraph,
  Source,
} from "./document.ts";

/** The pieces that every page is made of. */

export function head(text: string): Heading {
  return { kind: "heading", text };
}

export function say(text: string, sources: readonly Source[] = []): Paragraph {
  return { kind: "paragraph", text, remarks: [], sources };
}

export function sayRemark({ text, citations }: Remark): Paragraph {
  return say(text, citations.map(sourceOf));
}

export function sourceOf({ document, address }: Citation): Source {
  return { text: document, address };
}

/** What a rule cites is mostly an address, else the name of a document. */
export function sourceOfRule(citation: string): Source {
  return { text: citation, address: /^https?:/.test(citation) ? citation : null };
}

export function row(cells: readonly string[], citations: readonly Citation[] = []): DocumentRow {
  return { cells, sources: citations.map(sourceOf) };
}

/** More rows than this are no answer any more. */
const MOST_ROWS = 15;

/**
 * A table that does not grow with the cluster: what is cut is counted, and JSON has it. Nothing
 * where there are no rows.
 */
export function tabulate(
  columns: readonly string[],
  rows: readonly DocumentRow[],
  most = MOST_ROWS,
): DocumentBlock[] {
  if (rows.length === 0) return [];
  const left = rows.length - most;
  return [
    { kind: "table", columns, rows: rows.slice(0, most) },
    ...(left > 0 ? [say(`... and ${left} more rows (-o json has all).`)] : []),
  ];
}

interface GroupedRow {
  group: string;
  /** Of what the group is called, where that is a reason. */
  citations?: readonly Citation[];
  name: string;
  text: string;
}

/**
 * Rows under what they have in common, in the order in which the groups come. What is cut is
 * counted in its group.
 */
export function tabulateGroups(
  columns: GroupedTable["columns"],
  rows: readonly GroupedRow[],
): DocumentBlock[] {
  if (rows.length === 0) return [];
  const groups = Array.from(
    Map.groupBy(rows, ({ group }) => group),
    ([title, members]) => ({
      title,
      sources: (members[0]?.citations ?? []).map(sourceOf),
      rows: [
        ...members.slice(0, MOST_ROWS).map(({ name, text }) => [name, text] as const),
        ...(members.length > MOST_ROWS
          ? [[`... and ${members.length - MOST_ROWS} more rows`, "-o json has all"] as const]
          : []),
      ],
    }),
  );
  return [{ kind: "grouped-table", columns, groups }];
}
