import type { ClassReport } from "../../core/reports/object/object-report.ts";
import { row, say } from "../document/blocks.ts";
import type { Document } from "../document/document.ts";
import { classColumns } from "./class-columns.ts";
import { drawClassNotes } from "./class-notes.ts";

/** The classes of the cluster as a page. */
export function classDocument(report: ClassReport): Document {
  const { items } = report;
  const columns = classColumns(items);
  return {
    title: "Storage classes",
    blocks: [
      items.length === 0
        ? // Which is not the same as that there are none: the gaps tell.
          say("No storage classes were found.")
        : {
            kind: "table",
            columns: columns.map(({ heading }) => heading),
            rows: items.map((item) => row(columns.map(({ cell }) => cell(item)))),
          },
      ...drawClassNotes(report),
    ],
  };
}
