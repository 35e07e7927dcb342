import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { askObject } from "../../src/cli/explain-object.ts";
import { readTarget } from "../../src/cli/read-object-query.ts";
import { planClassRead } from "../../src/core/reports/object/object-query.ts";
import type { ClassReport, ObjectReport } from "../../src/core/reports/object/object-report.ts";
import { reportClasses } from "../../src/core/reports/object/report-classes.ts";
import { createSnapshotSource } from "../../src/sources/snapshot/snapshot-source.ts";
import { CLASS_FORMATS } from "../../src/views/object/class-formats.ts";
import { OBJECT_FORMATS } from "../../src/views/object/object-formats.ts";
import { type GoldenOutput, listFolders, renderAll } from "../golden-files.ts";

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
const OUTPUTS: Readonly<Record<string, GoldenOutput>> = {
  "text.txt": { format: "text" },
  "text-80.txt": { format: "text", terminal: { columns: 80 } },
  "markdown.md": { format: "markdown" },
  "report.json": { format: "json" },
};

/** The names of all cases, in order. */
export function listCases(): Promise<string[]> {
  return listFolders(CASES);
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
    ? renderAll(report, CLASS_FORMATS, OUTPUTS)
    : renderAll(report, OBJECT_FORMATS, OUTPUTS);
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
