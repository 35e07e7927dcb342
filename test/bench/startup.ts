/**
 * `npm run bench:startup`: how long a user waits, beside how long kubectl takes for the like. Each
 * pair runs in turn, whole processes, and the ratio is that of the medians. Figures, no verdict: a
 * machine that does something else meanwhile tells nothing.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packInto } from "../artifact/packed.ts";
import { openTestBed } from "../bed/open-test-bed.ts";
import { startCluster } from "../bed/start-cluster.ts";
import { shopStory } from "../bed/stories/shop.ts";
import { PROJECT } from "../project/run-tool.ts";
import { fillRow } from "./fill-row.ts";
import { measureInTurn } from "./measure-in-turn.ts";
import { printRows } from "./print-rows.ts";
import type { FilledRow } from "./row.ts";

const ROUNDS = 15;

const bed = await openTestBed();
if (!bed.available) throw new Error(bed.reason);
process.stderr.write("packing, and starting a cluster with a small namespace\n");
const folder = await mkdtemp(join(tmpdir(), "kubectl-shared-bench-"));
const { executable } = await packInto(folder);
const cluster = await startCluster(bed.binaries);
const { stopPlaying } = await shopStory(cluster);

try {
  const script = [process.execPath, `${PROJECT}/bin/run.js`];
  const rows = [
    ...(await compareAll("executable", [executable])),
    ...(await compareAll("bin/run.js", script)),
  ];
  process.stdout.write(`${printRows(rows)}\n`);
} finally {
  await stopPlaying();
  await cluster.stop();
  await rm(folder, { recursive: true });
}

async function compareAll(name: string, program: readonly string[]): Promise<FilledRow[]> {
  const inShop = ["-n", "shop"];
  return [
    ...(await compare(
      [`${name} --version`, [...program, "--version"]],
      ["kubectl version --client", ["version", "--client"]],
    )),
    ...(await compare(
      [`${name} who-mounts`, [...program, "who-mounts", ...inShop]],
      ["kubectl get pods,pvc", ["get", "pods,pvc", ...inShop]],
    )),
    ...(await compare(
      [`${name} __complete`, [...program, "__complete", "who-mounts", ...inShop, "pvc/"]],
      ["kubectl __complete", ["__complete", "get", "pvc", ...inShop, ""]],
    )),
  ];
}

/** Time and memory of a program beside kubectl's, each with what it is called. */
async function compare(
  [what, command]: readonly [string, readonly string[]],
  [against, args]: readonly [string, readonly string[]],
): Promise<FilledRow[]> {
  const runners = [
    { subject: what, command, rounds: ROUNDS },
    { subject: against, command: [cluster.kubectl, ...args], rounds: ROUNDS },
  ];
  const env = { HOME: folder, KUBECONFIG: cluster.kubeconfig, PATH: process.env.PATH };
  const samples = await measureInTurn(runners, env, undefined);
  return (["milliseconds", "mebibytes"] as const).map((quantity) => {
    const row = { id: `${what} ${quantity}`, what, against, quantity, goal: null };
    return fillRow({ ...row, ours: what, theirs: against }, samples, new Map());
  });
}
