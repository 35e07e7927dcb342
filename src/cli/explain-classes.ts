import { planClassRead } from "../core/reports/object/object-query.ts";
import { findUnreadClasses, reportClasses } from "../core/reports/object/report-classes.ts";
import { SourceError } from "../sources/source-error.ts";
import { CLASS_FORMATS } from "../views/object/class-formats.ts";
import type { ExplainFlags } from "./flags/explain-flags.ts";
import type { WithSource } from "./open-source.ts";
import { refuseFilter } from "./refuse-filter.ts";
import { type OutputProcess, readReportOutput, warnUnlessSeen } from "./report-output.ts";

/**
 * Says what each storage class here can do.
 *
 * @throws UsageError, ViewError, SourceError
 */
export async function explainClasses(
  flags: ExplainFlags,
  process: OutputProcess,
  withSource: WithSource,
): Promise<void> {
  refuseFilter(flags, "the classes of a cluster");
  const output = await readReportOutput(flags.output, CLASS_FORMATS);
  const inventory = await withSource(({ source }) => source.read(planClassRead()));
  const unread = findUnreadClasses(inventory);
  if (unread !== null) {
    const text = `which storage classes there are cannot be told: storageclasses could not be read (${unread})`;
    throw new SourceError("NotFound", text);
  }
  const report = reportClasses(inventory);
  warnUnlessSeen(report, output.isDrawn, process);
  if (output.isDrawn && report.items.length === 0) process.stderr.write("No resources found\n");
  await output.write(report, process);
}
