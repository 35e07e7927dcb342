import { listPatterns } from "../../scaffold/pattern-list.ts";
import { PATTERNS } from "../../scaffold/patterns.ts";
import { PATTERN_LIST_FORMATS } from "../../views/manifest/manifest-formats.ts";
import { type OutputProcess, readReportOutput } from "../report-output.ts";

/** Says which patterns there are. @throws ViewError */
export async function writePatternList(
  output: string | undefined,
  process: Pick<OutputProcess, "stdout" | "env">,
): Promise<void> {
  const written = await readReportOutput(output ?? "text", PATTERN_LIST_FORMATS);
  await written.write(listPatterns(PATTERNS), process);
}
