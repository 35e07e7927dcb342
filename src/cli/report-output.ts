import { type Formats, parseFormat } from "../views/format.ts";
import type { ViewOptions } from "../views/view.ts";
import { writePaged } from "./pager.ts";
import { describeTerminal } from "./terminal.ts";
import { writeChunks } from "./write-chunks.ts";

/** What becomes of a report of `explain`. */
export interface ReportOutput<Report> {
  /** It is drawn for people, and not printed as the data that it is. */
  isDrawn: boolean;
  /** What people read goes through their pager where it is longer than the terminal. */
  write(report: Report, process: Pick<NodeJS.Process, "stdout" | "env">): Promise<void>;
}

/**
 * Reads `-o` before anything is read from a cluster, so that a mistyped one costs nothing.
 *
 * @throws ViewError for a format that is not offered
 */
export async function readReportOutput<Report>(
  output: string,
  formats: Formats<Report>,
): Promise<ReportOutput<Report>> {
  const { format, argument } = parseFormat(output, formats);
  const { isDrawn = false } = format;
  const view = await format.load(argument);
  return {
    isDrawn,
    async write(report, { stdout, env }) {
      const options: ViewOptions = {
        terminal: describeTerminal(stdout, env),
        noHeaders: false,
        showLabels: false,
        showNamespace: false,
      };
      const chunks = view(report, options);
      await (isDrawn ? writePaged(chunks, { stdout, env }) : writeChunks(stdout, chunks));
    },
  };
}
