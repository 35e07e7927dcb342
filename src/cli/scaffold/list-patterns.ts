import { listPatterns } from "../../scaffold/pattern-list.ts";
import { PATTERNS } from "../../scaffold/patterns.ts";
import { PATTERN_LIST_FORMATS } from "../../views/manifest/manifest-formats.ts";
import { connectionFlags } from "../flags/connection-flags.ts";
import { type OutputProcess, readReportOutput } from "../report-output.ts";
import { UsageError } from "../usage-error.ts";
import { retype } from "./retype.ts";

/** What says how to write, or where a cluster is, that nobody is going to be asked. */
const ALLOWED: ReadonlySet<string> = new Set(["output", "v", ...Object.keys(connectionFlags)]);

/**
 * Says which patterns there are.
 *
 * @param argv as the command got it: flags of a pattern were meant for one
 * @throws ViewError, UsageError
 */
export async function writePatternList(
  output: string | undefined,
  argv: readonly string[],
  process: Pick<OutputProcess, "stdout" | "env">,
): Promise<void> {
  const idle = argv
    .map((word) => /^--([^=]+)/.exec(word)?.[1])
    .find((name) => name !== undefined && !ALLOWED.has(name));
  if (idle !== undefined) {
    throw new UsageError(
      `--${idle} needs a pattern to go with; which there are says scaffold alone`,
      [retype(argv, {}, ["PATTERN"]), "kubectl shared scaffold"],
    );
  }
  const written = await readReportOutput(output ?? "text", PATTERN_LIST_FORMATS);
  await written.write(listPatterns(PATTERNS), process);
}
