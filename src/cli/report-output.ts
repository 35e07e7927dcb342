import type { Gap } from "../core/model/inventory.ts";
import { type Formats, parseFormat } from "../views/format.ts";
import { writePaged } from "./pager.ts";
import { describeTerminal } from "./terminal.ts";
import { warnOfGaps } from "./warn-of-gaps.ts";
import { writeChunks } from "./write-chunks.ts";

/** Where a command writes. */
export type OutputProcess = Pick<NodeJS.Process, "stdout" | "stderr" | "env">;

/** What becomes of a report. */
interface ReportOutput<Report> {
  /** It is drawn for people, and not printed as the data that it is. */
  isDrawn: boolean;
  /** What people read goes through their pager where it is longer than the terminal. */
  write(report: Report, process: Pick<OutputProcess, "stdout" | "env">): Promise<void>;
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
      const chunks = view(report, { terminal: describeTerminal(stdout, env) });
      await (isDrawn ? writePaged(chunks, { stdout, env }) : writeChunks(stdout, chunks));
    },
  };
}

/**
 * Says on stderr what was not read, unless who sees stderr reads it in the result.
 *
 * @param isTold whether the result says it in words
 */
export function warnUnlessSeen(
  report: { gaps: readonly Gap[] },
  isTold: boolean,
  { stdout, stderr }: OutputProcess,
): void {
  if (!(isTold && stdout.isTTY && stderr.isTTY)) warnOfGaps(report, stderr);
}
