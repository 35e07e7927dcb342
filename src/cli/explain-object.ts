import type { Target } from "../core/model/read-request.ts";
import { planObjectRead } from "../core/reports/object-query.ts";
import type { ObjectReport } from "../core/reports/object-report.ts";
import { reportObject } from "../core/reports/report-object.ts";
import { OBJECT_FORMATS } from "../views/object/object-formats.ts";
import { describeMissing } from "./describe-missing.ts";
import type { ExplainFlags } from "./flags/explain-flags.ts";
import type { OpenedSource } from "./open-source.ts";
import { SHORT_TYPES } from "./parse-target.ts";
import { refuseFilter } from "./read-explain-topic.ts";
import { type ObjectFlags, placeTarget, readTarget } from "./read-object-query.ts";
import { readReportOutput } from "./report-output.ts";
import { UsageError } from "./usage-error.ts";
import { warnOfGaps } from "./warn-of-gaps.ts";

/** Opens the source of the flags, and closes it again. */
export type WithSource = <T>(use: (opened: OpenedSource) => Promise<T>) => Promise<T>;

type OutputProcess = Pick<NodeJS.Process, "stdout" | "stderr" | "env">;

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
  const { stdout, stderr } = process;
  if (!(output.isDrawn && stdout.isTTY && stderr.isTTY)) warnOfGaps(report, stderr);
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
        answer.namespaces.map((it) => `kubectl shared explain ${object} -n ${it}`),
      );
    }
  }
}
