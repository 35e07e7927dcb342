/**
 * `npm run bench`: how quick and how large the program is on a cluster of so many pods, beside curl,
 * kubectl and jq on the same server. What is compared runs in turn, whole processes; figures are
 * medians. No verdict ends the run with a failure: a machine that does something else meanwhile
 * tells nothing.
 */
import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { availableMemory } from "node:process";
import { parseArgs } from "node:util";
import { compileInto } from "../artifact/packed.ts";
import { openTestBed } from "../bed/open-test-bed.ts";
import type { Binaries } from "../bed/pinned-versions.ts";
import type { Cluster } from "../bed/start-cluster.ts";
import { PROJECT } from "../project/run-tool.ts";
import { dumpCluster } from "./dump.ts";
import { fillRow } from "./fill-row.ts";
import { findLists, floorCommand } from "./floor.ts";
import { measureInTurn, type Runner } from "./measure-in-turn.ts";
import type { Measured } from "./measure-process.ts";
import { planRows } from "./plan-rows.ts";
import { printRows } from "./print-rows.ts";
import type { Subject } from "./row.ts";
import {
  type StoredCluster,
  startStoredCluster,
  storeCluster,
  wholeNamespaces,
} from "./stored-cluster.ts";

const HELP = `npm run bench -- [--pods 15000] [--rounds 3] [--slow-rounds 3] [--only ROW,...] [--json]

  --pods         how many the cluster has; all else is in proportion
  --rounds       how often each program runs; what takes a moment runs five times as often
  --slow-rounds  how often kubectl gets all pods, and jq reads the dump
  --only         rows by the beginning of their ids, as --json tells them
  --json         the table for machines
`;

const { values: flags } = parseArgs({
  options: {
    pods: { type: "string", default: "15000" },
    rounds: { type: "string", default: "3" },
    "slow-rounds": { type: "string", default: "3" },
    only: { type: "string", multiple: true, default: [] },
    json: { type: "boolean", default: false },
    help: { type: "boolean", short: "h", default: false },
  },
});
if (flags.help) {
  process.stdout.write(HELP);
  process.exit(0);
}

const SMALLEST = 1_500;
const QUICK = 5;

/** As many names as the program asks for at a time. */
const AT_ONCE = 16;

/** For each byte of a text, some bytes: measured with jq 1.6. */
const MEMORY_OF_JQ = 17;

const NAMESPACE = "team-000";
const CLAIM = "data-db-00-0";

const rounds = readCount("rounds");
const slowRounds = readCount("slow-rounds");
const pods = wholeNamespaces(readCount("pods"));
const smaller: number[] = [];
for (let size = pods / 10; size >= SMALLEST; size /= 10) smaller.push(wholeNamespaces(size));

const only = flags.only.flatMap((ids) => ids.split(","));
const rows = planRows(pods, smaller).filter(
  ({ id }) => only.length === 0 || only.some((beginning) => id.startsWith(beginning)),
);
const wanted = new Set<Subject>(rows.flatMap(({ ours, theirs }) => [ours, theirs]));
const samples = new Map<Subject, Measured[]>();
const missing = new Map<Subject, string>();

const bed = await openTestBed();
if (!bed.available) throw new Error(bed.reason);
say("compiling the executable");
const folder = await mkdtemp(join(tmpdir(), "kubectl-shared-bench-"));
try {
  const executable = await compileInto(folder);
  const { stored, lists } = await measureCluster(bed.binaries, executable);
  for (const size of smaller) await measureSmaller(bed.binaries, executable, size);
  report(stored, lists);
} finally {
  await rm(folder, { recursive: true });
}

/** All that is compared on the cluster of full size, and then what needs none. */
async function measureCluster(binaries: Binaries, executable: string) {
  const stored = await storeCluster(binaries, pods);
  const { lists, dump } = await withCluster(binaries, stored, async (cluster, env) => {
    const { kubectl } = cluster;
    const all = [executable, "who-mounts", "-A"];
    const asked = await findLists(all, env, cluster);
    const floors: Subject[] = ["floor", "claimFloor", "namespaceFloor"];
    if (!isThere("curl")) for (const subject of floors) missing.set(subject, "curl is not here");
    const floor = await floorCommand(cluster, asked, join(folder, "floor"));
    await run(cluster, env, [
      { subject: "floor", command: floor, rounds },
      { subject: "table", command: all, rounds },
      { subject: "json", command: [...all, "-o", "json"], rounds },
      {
        subject: "script",
        command: [process.execPath, `${PROJECT}/bin/run.js`, "who-mounts", "-A"],
        rounds,
      },
      {
        subject: "pods",
        command: [kubectl, "get", "pods", "-A"],
        rounds: slowRounds,
        isSlow: true,
      },
    ]);
    const inNamespace = ["-n", NAMESPACE];
    const claim = [executable, "who-mounts", `pvc/${CLAIM}`, ...inNamespace];
    const describe = [kubectl, "describe", "pvc", CLAIM, ...inNamespace];
    const bare = async (command: readonly string[], subject: Subject) => ({
      subject,
      command: await floorCommand(
        cluster,
        await findLists(command, env, cluster),
        join(folder, subject),
        AT_ONCE,
      ),
      rounds: rounds * QUICK,
    });
    await run(cluster, env, [
      await bare(claim, "claimFloor"),
      { subject: "claim", command: claim, rounds: rounds * QUICK },
      { subject: "describe", command: describe, rounds: rounds * QUICK },
    ]);
    const mounts = [executable, "who-mounts", ...inNamespace];
    const get = [kubectl, "get", "pods", ...inNamespace];
    await run(cluster, env, [
      await bare(mounts, "namespaceFloor"),
      { subject: "namespace", command: mounts, rounds: rounds * QUICK },
      { subject: "get", command: get, rounds: rounds * QUICK },
    ]);
    return { lists: asked, dump: await makeDump(stored, cluster, "dump") };
  });
  await measureDump(executable, dump, "");
  return { stored, lists };
}

/** null: it is not wanted. */
async function makeDump(stored: StoredCluster, cluster: Cluster, subject: Subject) {
  if (!wanted.has(subject)) return null;
  say("writing the dump, unless it is there");
  return dumpCluster(stored, cluster);
}

/** With the cluster gone: jq wants all the memory that there is. */
async function measureDump(executable: string, dump: string | null, at: string) {
  if (dump === null) return;
  const names = '.items[] | select(.kind == "PersistentVolumeClaim") | .metadata.name';
  const wants = statSync(dump).size * MEMORY_OF_JQ;
  if (!isThere("jq")) missing.set(`jq${at}`, "jq is not here");
  else if (wants > availableMemory()) {
    missing.set(`jq${at}`, `jq wants some ${Math.round(wants / 1e9)} GB of memory`);
  }
  await run(null, { HOME: folder, PATH: process.env.PATH }, [
    { subject: `dump${at}`, command: [executable, "who-mounts", "-f", dump], rounds },
    { subject: `jq${at}`, command: ["jq", "-r", names, dump], rounds: slowRounds, isSlow: true },
  ]);
}

/** The same on a smaller cluster, for how it grows. */
async function measureSmaller(binaries: Binaries, executable: string, size: number) {
  const subjects = { table: ["-A"], namespace: ["-n", NAMESPACE] };
  if (![...wanted].some((subject) => subject.endsWith(`@${size}`))) return;
  const runners = Object.entries(subjects).map(([name, args]) => ({
    subject: `${name}@${size}`,
    command: [executable, "who-mounts", ...args],
    rounds: rounds * (name === "namespace" ? QUICK : 1),
  }));
  const stored = await storeCluster(binaries, size);
  const dump = await withCluster(binaries, stored, async (cluster, env) => {
    await run(cluster, env, runners);
    return makeDump(stored, cluster, `dump@${size}`);
  });
  await measureDump(executable, dump, `@${size}`);
}

async function withCluster<T>(
  binaries: Binaries,
  stored: StoredCluster,
  work: (cluster: Cluster, env: NodeJS.ProcessEnv) => Promise<T>,
): Promise<T> {
  say(`starting a cluster of ${stored.pods} pods`);
  const cluster = await startStoredCluster(binaries, stored);
  try {
    return await work(cluster, {
      HOME: folder,
      KUBECONFIG: cluster.kubeconfig,
      PATH: process.env.PATH,
    });
  } finally {
    await cluster.stop();
  }
}

/** Runs what the table wants of these. */
async function run(
  cluster: Cluster | null,
  env: NodeJS.ProcessEnv,
  runners: readonly Runner[],
): Promise<void> {
  const chosen = runners.filter(({ subject }) => wanted.has(subject) && !missing.has(subject));
  const measured = await measureInTurn(chosen, env, cluster?.pidOf("kube-apiserver"));
  for (const [subject, runs] of measured) samples.set(subject, runs);
}

function report(stored: StoredCluster, lists: readonly string[]): void {
  const filled = rows.map((row) => fillRow(row, samples, missing));
  const machine = { processors: cpus().length, mebibytes: Math.round(totalmem() / 2 ** 20) };
  if (flags.json) {
    const { counts } = stored;
    const runs = Object.fromEntries(samples);
    const told = { pods, counts, machine, rounds, slowRounds, lists, rows: filled, runs };
    process.stdout.write(`${JSON.stringify(told, null, 2)}\n`);
    return;
  }
  const counts = Object.entries(stored.counts).map(([name, number]) => `${number} ${name}`);
  process.stdout.write(`
${counts.join(", ")}
${machine.processors} processors, ${machine.mebibytes} MiB of memory; medians of ${rounds} (${slowRounds} of what is slow)

The lists:
${lists.map((list) => `  ${list}`).join("\n")}

${printRows(filled)}
`);
}

function readCount(name: "pods" | "rounds" | "slow-rounds"): number {
  const count = Number(flags[name]);
  if (Number.isInteger(count) && count > 0) return count;
  process.stderr.write(`error: --${name} wants a number from 1: ${flags[name]}\n`);
  process.exit(2);
}

function isThere(program: string): boolean {
  return spawnSync(program, ["--version"]).error === undefined;
}

function say(text: string): void {
  process.stderr.write(`bench: ${text}\n`);
}
