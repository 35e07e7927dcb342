import { createReadStream } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { findMounts } from "../../src/cli/find-mounts.ts";
import { type MountQueryFlags, readMountQuery } from "../../src/cli/read-mount-query.ts";
import type { MountReport } from "../../src/core/reports/mount/mount-report.ts";
import { createSnapshotSource } from "../../src/sources/snapshot/snapshot-source.ts";
import { MOUNT_FORMATS } from "../../src/views/mount/mount-formats.ts";
import type { Grouping } from "../../src/views/mount/mount-view-options.ts";
import { listFolders, renderReport } from "../golden-files.ts";

/** Where the cases are: a folder each, with `cluster.yaml` as kubectl printed it. */
export const CASES = import.meta.dirname;

/** What a case is given; everything else in its folder is what came out. */
export const INPUTS: readonly string[] = ["cluster.yaml", "query.yaml"];

interface Output {
  /** The value of `-o`. */
  format: string;
  by?: Grouping;
  /** Of the terminal that it is drawn for; absent: not a terminal. */
  columns?: number;
}

const OUTPUTS: Readonly<Record<string, Output>> = {
  "table.txt": { format: "table" },
  "table-80.txt": { format: "table", columns: 80 },
  "by-volume.txt": { format: "table", by: "volume" },
  "by-node.txt": { format: "table", by: "node" },
  "by-pod.txt": { format: "table", by: "pod" },
  "wide.txt": { format: "wide" },
  "tree.txt": { format: "tree" },
  "name.txt": { format: "name" },
  "report.json": { format: "json" },
  "report.yaml": { format: "yaml" },
  "custom-columns.txt": {
    format: "custom-columns=ID:.id,SCOPE:.sharing.scope,PODS:.sharing.pods,RULES:.findings[*].rule",
  },
  "jsonpath.txt": {
    format:
      'jsonpath={range .items[*]}{.id}{range .consumers[*]}{"\\t"}{.pod}={.state}{end}{"\\n"}{end}',
  },
};

/** The names of all cases, in order. */
export function listCases(): Promise<string[]> {
  return listFolders(CASES);
}

/** Every view of the case, by the name of its file, made as the command makes them. */
export async function renderCase(name: string): Promise<Map<string, string>> {
  const report = await reportCase(name);
  const outputs = Object.entries(OUTPUTS).map(
    async ([file, output]): Promise<[string, string]> => [file, await draw(report, output)],
  );
  return new Map(await Promise.all(outputs));
}

/**
 * The report of the case.
 *
 * @param cluster read instead of its `cluster.yaml`
 */
export async function reportCase(
  name: string,
  cluster: AsyncIterable<Uint8Array> = createReadStream(join(CASES, name, "cluster.yaml")),
): Promise<MountReport> {
  const { args, ...asked } = await readQuery(name);
  const flags = { ...NO_FLAGS, ...asked };
  // By `-f -`, so that no report depends on where the checkout is.
  const source = createSnapshotSource({
    paths: ["-"],
    recursive: false,
    stdin: cluster,
    defaultNamespace: flags.namespace ?? "default",
    progress: { onObjects() {}, onWarning() {} },
  });
  const opened = { source, namespace: null, close() {} };
  return findMounts(readMountQuery(args ?? [], flags), opened, flags["all-namespaces"]);
}

/** A command line: `args`, and flags by their names. */
type CaseQuery = Partial<MountQueryFlags> & { args?: string[] };

const NO_FLAGS: MountQueryFlags = {
  "all-namespaces": false,
  deep: false,
};

/** What `query.yaml` asks; without one everything: `-A --kinds all`. */
async function readQuery(name: string): Promise<CaseQuery> {
  const files = await readdir(join(CASES, name));
  if (!files.includes("query.yaml")) return { "all-namespaces": true, kinds: "all" };
  return parse(await readFile(join(CASES, name, "query.yaml"), "utf8"));
}

function draw(report: MountReport, { format, by, columns }: Output): Promise<string> {
  return renderReport(report, MOUNT_FORMATS, format, {
    terminal: { columns: columns ?? null, color: false, unicode: true },
    noHeaders: false,
    showLabels: false,
    showNamespace: report.query.namespace === null,
    by: by ?? "claim",
  });
}
