import { planClassRead } from "../core/reports/object-query.ts";
import { reportClasses } from "../core/reports/report-classes.ts";
import { CLASS_FORMATS } from "../views/object/class-formats.ts";
import type { WithSource } from "./explain-object.ts";
import type { ExplainFlags } from "./flags/explain-flags.ts";
import { refuseFilter } from "./read-explain-topic.ts";
import { readReportOutput } from "./report-output.ts";
import { warnOfGaps } from "./warn-of-gaps.ts";

/**
 * Says what each storage class here can do.
 *
 * @throws UsageError, ViewError, SourceError
 */
export async function explainClasses(
  flags: ExplainFlags,
  process: Pick<NodeJS.Process, "stdout" | "stderr" | "env">,
  withSource: WithSource,
): Promise<void> {
  refuseFilter(flags, "the classes of a cluster");
  const output = await readReportOutput(flags.output, CLASS_FORMATS);
  const report = await withSource(async ({ source }) =>
    reportClasses(await source.read(planClassRead())),
  );
  const { stdout, stderr } = process;
  if (!(output.isDrawn && stdout.isTTY && stderr.isTTY)) warnOfGaps(report, stderr);
  if (output.isDrawn && report.items.length === 0) stderr.write("No resources found\n");
  await output.write(report, process);
}
