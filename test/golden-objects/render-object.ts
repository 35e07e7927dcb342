import { createReadStream } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { askObject } from "../../src/cli/explain-object.ts";
import { readTarget } from "../../src/cli/read-object-query.ts";
import { planClassRead } from "../../src/core/reports/object-query.ts";
import type { ClassReport, ObjectReport } from "../../src/core/reports/object-report.ts";
import { reportClasses } from "../../src/core/reports/report-classes.ts";
import { createSnapshotSource } from "../../src/sources/snapshot/snapshot-source.ts";
import { type Formats, parseFormat } from "../../src/views/format.ts";
import { CLASS_FORMATS } from "../../src/views/object/class-formats.ts";
import { OBJECT_FORMATS } from "../../src/views/object/object-formats.ts";

/**
 * Where the cases are: a folder each, with the question in `query.yaml` and, unless that names a
 * case of who-mounts, what kubectl printed in `cluster.yaml`.
 */
export const CASES = import.meta.dirname;

/** What a case is given; everything else in its folder is what came out. */
export const INPUTS: readonly string[] = ["cluster.yaml", "query.yaml"];

interface CaseQuery {
  /** As they stand on the command line behind `explain`. */
  args: string[];
  namespace?: string;
  /** The case of who-mounts whose cluster it is. */
  cluster?: string;
}

/** What people read, in a terminal and elsewhere, and what programs read. */
const OUTPUTS: Readonly<Record<string, { format: string; columns: number | null }>> = {
  "text.txt": { format: "text", columns: null },
  "text-80.txt": { format: "text", columns: 80 },
  "markdown.md": { format: "markdown", columns: null },
  "report.json": { format: "json", columns: null },
};

/** The names of all cases, in order. */
export async function listCases(): Promise<string[]> {
  const entries = await readdir(CASES, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted();
}

/** What the case shows: the first line of its `query.yaml`. */
export async function readTitle(name: string): Promise<string> {
  const text = await readFile(join(CASES, name, "query.yaml"), "utf8");
  const [, title] = /^# (.+)\n/.exec(text) ?? [];
  if (title === undefined) throw new Error(`${name}/query.yaml begins with no comment`);
  return title;
}

/** Every view of the case, by the name of its file, made as the command makes them. */
export async function renderCase(name: string): Promise<Map<string, string>> {
  const report = await reportCase(name);
  return report.kind === "ClassReport"
    ? renderAll(report, CLASS_FORMATS)
    : renderAll(report, OBJECT_FORMATS);
}

/** The report of the case. */
export async function reportCase(name: string): Promise<ObjectReport | ClassReport> {
  const text = await readFile(join(CASES, name, "query.yaml"), "utf8");
  const { args, namespace, cluster }: CaseQuery = parse(text);
  const folder = cluster === undefined ? join(CASES, name) : join(CASES, "../golden", cluster);
  // By `-f -`, so that no report depends on where the checkout is.
  const source = createSnapshotSource({
    paths: ["-"],
    recursive: false,
    stdin: createReadStream(join(folder, "cluster.yaml")),
    defaultNamespace: namespace ?? "default",
    progress: { onObjects() {}, onWarning() {} },
  });
  if (args[0] === "classes") return reportClasses(await source.read(planClassRead()));
  const flags = { namespace, "all-namespaces": false, filename: ["-"] };
  const opened = { source, namespace: null, close() {} };
  return askObject(readTarget(args, flags), flags, opened);
}

async function renderAll<Report>(
  report: Report,
  formats: Formats<Report>,
): Promise<Map<string, string>> {
  const rendered = new Map<string, string>();
  for (const [file, { format, columns }] of Object.entries(OUTPUTS)) {
    const parsed = parseFormat(format, formats);
    const view = await parsed.format.load(parsed.argument);
    const chunks = view(report, {
      terminal: { columns, color: false, unicode: true },
      noHeaders: false,
      showLabels: false,
      showNamespace: false,
    });
    rendered.set(file, [...chunks].join(""));
  }
  return rendered;
}
