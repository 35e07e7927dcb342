import { Writable } from "node:stream";
import { Parser } from "@oclif/core";
import { type ScaffoldFlags, scaffoldFlags } from "../../src/cli/flags/scaffold-flags.ts";
import { normalizeArgv } from "../../src/cli/normalize-argv.ts";
import { openSource, type Surroundings } from "../../src/cli/open-source.ts";
import { formatError } from "../../src/cli/print-error.ts";
import { writePatternList } from "../../src/cli/scaffold/list-patterns.ts";
import { scaffoldPattern } from "../../src/cli/scaffold/scaffold-pattern.ts";

export interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
  /** What was thrown; undefined: nothing. */
  error?: unknown;
}

const SHAPE = {
  id: "scaffold",
  flags: Object.entries(scaffoldFlags).map(([name, flag]) => ({
    name,
    char: flag.char ?? null,
    takesValue: flag.type === "option",
    isRepeatable: flag.type === "option" && flag.multiple === true,
  })),
};

/** What `kubectl shared scaffold WORDS` does, within this process: with `-f` or `--offline`. */
export async function typeScaffold(words: readonly string[]): Promise<Outcome> {
  const [stdout, stderr] = [collect(), collect()];
  const said = (code: number) => ({ code, stdout: stdout.text(), stderr: stderr.text() });
  try {
    const { argv } = normalizeArgv(["scaffold", ...words], [SHAPE]);
    const parsed = await Parser.parse(argv, { flags: scaffoldFlags, strict: false });
    const flags = parsed.flags as ScaffoldFlags;
    const args = parsed.argv as string[];
    const around = { stdout: stdout.stream, stderr: stderr.stream, env: { LANG: "C.UTF-8" } };
    const process = around as unknown as NodeJS.Process;
    if (args.length === 0) {
      await writePatternList(flags.output, argv, process);
      return said(0);
    }
    const code = await scaffoldPattern(args, flags, argv, process, async (use) => {
      const opened = await openSource({ ...flags, "all-namespaces": false }, SURROUNDINGS);
      return use(opened).finally(() => opened.close());
    });
    return said(code);
  } catch (error) {
    stderr.stream.write(formatError(error, "kubectl shared", false));
    return { ...said(1), error };
  }
}

/** No cluster is to be found from here. */
const SURROUNDINGS: Surroundings = {
  env: { KUBECONFIG: "/nonexistent" },
  stdin: () => process.stdin,
  version: "0.0.0",
  signal: new AbortController().signal,
  progress: { onObjects() {}, onWarning() {}, stop() {}, lend: (use) => use() },
  log: () => {},
};

function collect() {
  let text = "";
  const stream = new Writable({
    write(chunk, _, done) {
      text += chunk;
      done();
    },
  });
  return { stream, text: () => text };
}
