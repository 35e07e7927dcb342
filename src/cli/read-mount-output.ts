import type { MountReport } from "../core/reports/mount/mount-report.ts";
import { judgeReport } from "../core/reports/mount/verdict.ts";
import { SEVERITIES } from "../core/rules/finding.ts";
import { parseFormat } from "../views/format.ts";
import { MOUNT_FORMATS } from "../views/mount/mount-formats.ts";
import { GROUPINGS } from "../views/mount/mount-view-options.ts";
import { sortItems } from "../views/sort-items.ts";
import { EXIT } from "./exit-code.ts";
import type { MountFlags } from "./flags/mount-flags.ts";
import { readWord } from "./read-word.ts";
import { type OutputProcess, warnUnlessSeen } from "./report-output.ts";
import { describeTerminal } from "./terminal.ts";
import { writeChunks } from "./write-chunks.ts";

/** What becomes of a report: its text, and the exit code. */
interface MountOutput {
  /** Loads what the text is made with, before there is a report. */
  load(): Promise<unknown>;
  write(report: MountReport, process: OutputProcess): Promise<void>;
  judge(report: MountReport): number;
}

/**
 * Reads the flags before anything is read from a cluster, so that a mistyped one costs nothing.
 *
 * @throws UsageError, ViewError
 */
export async function readMountOutput(flags: MountFlags): Promise<MountOutput> {
  const { format, argument } = parseFormat(flags.output, MOUNT_FORMATS);
  const by = readWord("--by", flags.by, GROUPINGS);
  const limit =
    flags["fail-on"] === undefined ? null : readWord("--fail-on", flags["fail-on"], SEVERITIES);
  let loading: ReturnType<typeof format.load> | undefined;
  const load = () => (loading ??= format.load(argument));
  // It may be refused.
  if (format.argument !== undefined) await load();
  return {
    load,
    async write(report, process) {
      const { stdout, stderr, env } = process;
      const sorted = flags["sort-by"] ? sortItems(report, flags["sort-by"]) : report;
      const { isDrawn = false } = format;
      warnUnlessSeen(report, isDrawn && !flags["no-headers"], process);
      if (isDrawn && report.items.length === 0) stderr.write(`${describeNothing(report)}\n`);
      await writeChunks(
        stdout,
        (await load())(sorted, {
          terminal: describeTerminal(stdout, env),
          noHeaders: flags["no-headers"],
          showLabels: flags["show-labels"],
          showNamespace: report.query.namespace === null,
          by,
        }),
      );
    },
    judge: (report) => (limit === null ? EXIT.done : VERDICTS[judgeReport(report, limit)]),
  };
}

const VERDICTS = { found: EXIT.found, unsure: EXIT.unsure, clean: EXIT.done } as const;

/** @see https://github.com/kubernetes/kubectl/blob/v0.36.3/pkg/cmd/get/get.go "No resources found" */
function describeNothing({ query }: MountReport): string {
  return query.namespace === null
    ? "No resources found"
    : `No resources found in ${query.namespace} namespace.`;
}
