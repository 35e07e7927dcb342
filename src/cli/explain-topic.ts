import { hasDiagram, listTopics } from "../core/reports/report-topic.ts";
import type { Formats } from "../views/format.ts";
import { TOPIC_FORMATS, TOPIC_LIST_FORMATS } from "../views/topic/topic-formats.ts";
import type { ExplainFlags } from "./flags/explain-flags.ts";
import type { SourceFlags } from "./flags/source-flags.ts";
import { noDrawing, readExplainTopic, refuseFilter } from "./read-explain-topic.ts";
import { readReportOutput } from "./report-output.ts";
import { UsageError } from "./usage-error.ts";

type TopicFlags = ExplainFlags & Pick<SourceFlags, "filename">;

type OutputProcess = Pick<NodeJS.Process, "stdout" | "env">;

/** Says which topics there are. */
export async function explainTopics(flags: TopicFlags, process: OutputProcess): Promise<void> {
  refuseFiles(flags, "the list of topics");
  refuseFilter(flags, "the list of topics");
  await writeReport(listTopics(), flags.output, TOPIC_LIST_FORMATS, process);
}

/** Says what is known of a topic, whatever a cluster looks like. */
export async function explainTopic(
  topic: string,
  flags: TopicFlags,
  process: OutputProcess,
): Promise<void> {
  refuseFiles(flags, `the topic ${JSON.stringify(topic)}`);
  const report = readExplainTopic(topic, flags);
  if (flags.output === "mermaid" && !hasDiagram(report)) throw noDrawing(topic);
  await writeReport(report, flags.output, TOPIC_FORMATS, process);
}

/** Connection flags may stand in an alias and do no harm; who gives files wants them read. */
function refuseFiles({ filename }: TopicFlags, subject: string): void {
  if (filename === undefined) return;
  throw new UsageError(
    `--filename does not apply to ${subject}: what is known is read from no file`,
    [`kubectl shared explain pvc/NAME -f ${filename[0]}`],
  );
}

/**
 * Writes a report of `explain` as `-o` asks; what people read goes through their pager where it is
 * longer than the terminal.
 *
 * @throws ViewError for a format that is not offered
 */
export async function writeReport<Report>(
  report: Report,
  output: string,
  formats: Formats<Report>,
  process: OutputProcess,
): Promise<void> {
  await (await readReportOutput(output, formats)).write(report, process);
}
