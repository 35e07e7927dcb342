import { hasDiagram, listTopics } from "../core/reports/topic/report-topic.ts";
import { TOPIC_FORMATS, TOPIC_LIST_FORMATS } from "../views/topic/topic-formats.ts";
import { ASK } from "./explain-command.ts";
import type { ExplainFlags } from "./flags/explain-flags.ts";
import type { SourceFlags } from "./flags/source-flags.ts";
import { noDrawing, readExplainTopic } from "./read-explain-topic.ts";
import { refuseFilter } from "./refuse-filter.ts";
import { type OutputProcess, readReportOutput } from "./report-output.ts";
import { UsageError } from "./usage-error.ts";

type Flags = ExplainFlags & Pick<SourceFlags, "filename">;

/** Says which topics there are. */
export async function explainTopics(flags: Flags, process: OutputProcess): Promise<void> {
  refuseFiles(flags, "the list of topics");
  refuseFilter(flags, "the list of topics");
  const output = await readReportOutput(flags.output, TOPIC_LIST_FORMATS);
  await output.write(listTopics(), process);
}

/** Says what is known of a topic, whatever a cluster looks like. */
export async function explainTopic(
  topic: string,
  flags: Flags,
  process: OutputProcess,
): Promise<void> {
  refuseFiles(flags, `the topic ${JSON.stringify(topic)}`);
  const report = readExplainTopic(topic, flags);
  if (flags.output === "mermaid" && !hasDiagram(report)) throw noDrawing(topic);
  const output = await readReportOutput(flags.output, TOPIC_FORMATS);
  await output.write(report, process);
}

/** Connection flags may stand in an alias and do no harm; who gives files wants them read. */
function refuseFiles({ filename }: Flags, subject: string): void {
  if (filename === undefined) return;
  throw new UsageError(
    `--filename does not apply to ${subject}: what is known is read from no file`,
    [`${ASK} pvc/NAME -f ${filename[0]}`],
  );
}
