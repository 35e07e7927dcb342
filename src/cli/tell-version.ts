import { reportVersion } from "../core/reports/version/version-report.ts";
import { SourceError } from "../sources/source-error.ts";
import { VERSION_FORMATS } from "../views/version/version-formats.ts";
import { describeOwnVersion } from "./describe-own-version.ts";
import type { VersionFlags } from "./flags/version-flags.ts";
import type { WithSource } from "./open-source.ts";
import { type OutputProcess, readReportOutput } from "./report-output.ts";
import { UsageError } from "./usage-error.ts";

/**
 * Says which versions of this program, of its runtime and of the server there are. What is known
 * without the server is printed also if it does not answer; then that is thrown afterwards.
 *
 * @param version of this program
 * @param words arguments, of which there are none
 * @throws UsageError, ViewError, SourceError
 * @see https://github.com/kubernetes/kubectl/blob/v0.36.3/pkg/cmd/version/version.go Run
 */
export async function tellVersion(
  version: string,
  words: readonly unknown[],
  flags: Pick<VersionFlags, "client" | "output">,
  process: OutputProcess,
  withSource: WithSource,
): Promise<void> {
  if (words.length > 0) throw new UsageError(`extra arguments: [${words.join(" ")}]`);
  const output = await readReportOutput(flags.output, VERSION_FORMATS);
  const server = flags.client ? null : await askServer(withSource);
  const answered = server instanceof SourceError ? null : server;
  await output.write(reportVersion(describeOwnVersion(version), answered), process);
  if (server instanceof SourceError) throw server;
}

/** Its version, or why it is not known. */
async function askServer(withSource: WithSource): Promise<string | null | SourceError> {
  try {
    return await withSource(async ({ planned }) => (await planned?.readVersion()) ?? null);
  } catch (error) {
    // Who interrupts wants no more of it.
    if (!(error instanceof SourceError) || error.reason === "Aborted") throw error;
    return error;
  }
}
