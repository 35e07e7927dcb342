import type { Target } from "../core/model/read-request.ts";
import { planObjectRead } from "../core/reports/object/object-query.ts";
import type { ObjectReport } from "../core/reports/object/object-report.ts";
import { reportObject } from "../core/reports/object/report-object.ts";
import { OBJECT_FORMATS } from "../views/object/object-formats.ts";
import { describeMissing } from "./describe-missing.ts";
import { ASK } from "./explain-command.ts";
import type { ExplainFlags } from "./flags/explain-flags.ts";
import type { OpenedSource, WithSource } from "./open-source.ts";
import { SHORT_TYPES } from "./parse-target.ts";
import { type ObjectFlags, placeTarget, readTarget } from "./read-object-query.ts";
import { refuseFilter } from "./refuse-filter.ts";
import { type OutputProcess, readReportOutput, warnUnlessSeen } from "./report-output.ts";
import { UsageError } from "./usage-error.ts";

/**
 * Says why an object is as it is.
 *
 * @param words `pvc/media` or `pvc media`
 * @throws UsageError, ViewError, SourceError
 */
export async function explainObject(
  words: readonly string[],
  flags: ExplainFlags & ObjectFlags,
  process: OutputProcess,
  withSource: WithSource,
): Promise<void> {
  refuseFilter(flags, "an object");
  const target = readTarget(words, flags);
  const output = await readReportOutput(flags.output, OBJECT_FORMATS);
  const report = await withSource((opened) => askObject(target, flags, opened));
  warnUnlessSeen(report, output.isDrawn, process);
  await output.write(report, process);
}

/**
 * Asks the source.
 *
 * @throws SourceError also where there is no such object, UsageError where there are several
 */
export async function askObject(
  target: Target,
  flags: ObjectFlags,
  { source, namespace }: OpenedSource,
): Promise<ObjectReport> {
  const query = placeTarget(target, flags, namespace);
  const inventory = await source.read(planObjectRead(query));
  const answer = reportObject(inventory, query);
  switch (answer.kind) {
    case "report":
      return answer.report;
    case "missing":
      throw describeMissing([answer.missing], inventory);
    case "ambiguous": {
      const object = `${SHORT_TYPES[target.type]}/${target.name}`;
      throw new UsageError(
        `${object} is in several namespaces: ${answer.namespaces.join(", ")}`,
        answer.namespaces.map((it) => `${ASK} ${object} -n ${it}`),
      );
    }
  }
}
