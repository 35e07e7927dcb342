/**
 * `npm run bench:startup`: how long a user waits, beside how long kubectl takes for the like. Each
 * pair runs in turn, whole processes, and the ratio is that of the medians. Figures, no verdict: a
 * machine that does something else meanwhile tells nothing.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packInto } from "../artifact/packed.ts";
import { openTestBed } from "../bed/open-test-bed.ts";
import { startCluster } from "../bed/start-cluster.ts";
import { shopStory } from "../bed/stories/shop.ts";
import { PROJECT } from "../project/run-tool.ts";

const ROUNDS = 15;

/** GNU's, which tells how much memory a process took at most. */
const TIME = "/usr/bin/time";

interface Measured {
  milliseconds: number;
  /** null: nothing here can tell. */
  mebibytes: number | null;
}

const bed = await openTestBed();
if (!bed.available) throw new Error(bed.reason);
process.stderr.write("packing, and starting a cluster with a small namespace\n");
const folder = await mkdtemp(join(tmpdir(), "kubectl-shared-bench-"));
const { executable } = await packInto(folder);
const cluster = await startCluster(bed.binaries);
const { stopPlaying } = await shopStory(cluster);
const env = { HOME: folder, KUBECONFIG: cluster.kubeconfig, PATH: process.env.PATH };

try {
  const script = [process.execPath, `${PROJECT}/bin/run.js`];
  const version = [cluster.kubectl, "version", "--client"];
  const get = [cluster.kubectl, "get", "pods,pvc", "-n", "shop"];
  const claims = ["who-mounts", "-n", "shop", "pvc/"];
  const tabulator = [cluster.kubectl, "__complete", "get", "pvc", "-n", "shop", ""];
  process.stdout.write(
    "what                         ms  kubectl ms  ratio   MiB  kubectl MiB  ratio\n",
  );
  for (const [name, program] of Object.entries({
    executable: [executable],
    "bin/run.js": script,
  })) {
    compare(`${name} --version`, [...program, "--version"], version);
    compare(`${name} who-mounts`, [...program, "who-mounts", "-n", "shop"], get);
    compare(`${name} __complete`, [...program, "__complete", ...claims], tabulator);
  }
} finally {
  await stopPlaying();
  await cluster.stop();
  await rm(folder, { recursive: true });
}

function compare(what: string, ours: readonly string[], theirs: readonly string[]): void {
  // The first run of each only warms the file cache.
  const pairs = Array.from({ length: ROUNDS + 1 }, () => [measure(ours), measure(theirs)] as const);
  const counted = pairs.slice(1);
  const [time, theirTime] = [0, 1].map((side) =>
    median(counted.map((it) => it[side]?.milliseconds)),
  );
  const [size, theirSize] = [0, 1].map((side) => median(counted.map((it) => it[side]?.mebibytes)));
  const cells = [format(time), format(theirTime), ratio(time, theirTime)];
  const sizes = [format(size), format(theirSize), ratio(size, theirSize)];
  const widths = [5, 12, 7, 6, 13, 7];
  const row = [...cells, ...sizes].map((cell, index) => cell.padStart(widths[index] ?? 0));
  process.stdout.write(`${what.padEnd(26)}${row.join("")}\n`);
}

function measure([file = "", ...args]: readonly string[]): Measured {
  const isTold = existsSync(TIME);
  const [program, words] = isTold ? [TIME, ["-f", "%M", file, ...args]] : [file, args];
  const start = performance.now();
  const { status, stderr } = spawnSync(program, words, { env, encoding: "utf8" });
  const milliseconds = performance.now() - start;
  if (status !== 0) throw new Error(`${file} ${args.join(" ")} ended with ${status}: ${stderr}`);
  const kibibytes = Number(stderr.trim().split("\n").at(-1));
  return { milliseconds, mebibytes: isTold ? kibibytes / 1024 : null };
}

function median(values: readonly (number | null | undefined)[]): number | null {
  const known = values.filter((it) => typeof it === "number").toSorted((a, b) => a - b);
  return known[Math.floor(known.length / 2)] ?? null;
}

function format(value: number | null | undefined): string {
  return value == null ? "?" : value.toFixed(0);
}

function ratio(ours: number | null | undefined, theirs: number | null | undefined): string {
  return ours == null || theirs == null ? "?" : (ours / theirs).toFixed(2);
}
