import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { withLock } from "../bed/build-lock.ts";
import { startComponent } from "../bed/component.ts";
import { etcdFlags } from "../bed/component-flags.ts";
import { freePorts } from "../bed/free-ports.ts";
import type { Binaries } from "../bed/pinned-versions.ts";
import { startProgress } from "../bed/progress.ts";
import { startReaper } from "../bed/reaper.ts";
import { type Cluster, startCluster } from "../bed/start-cluster.ts";
import { waitFor } from "../bed/wait-for.ts";
import { buildSeedProgram } from "./seed-program.ts";

/** A cluster at rest: what its etcd holds, in the cache. */
export interface StoredCluster {
  pods: number;
  /** How many objects there are of each resource. */
  counts: Record<string, number>;
  etcdData: string;
  /** Where what is made of this cluster may be kept. */
  folder: string;
}

/** Of 150,000 pods come 2 GB, as much as etcd takes unasked. */
const LARGE_ETCD = ["--quota-backend-bytes=8589934592"];

/** Else a start would have to go through all that was ever written. */
const SHORT_LOG = ["--snapshot-count=100", "--max-wals=1", "--max-snapshots=1"];

const PODS_OF_NAMESPACE = 750;

/** Pods come in namespaces of 750: the next whole number of them. */
export function wholeNamespaces(pods: number): number {
  return Math.max(1, Math.ceil(pods / PODS_OF_NAMESPACE)) * PODS_OF_NAMESPACE;
}

/**
 * Makes a cluster of so many pods, with everything else in proportion, unless the cache has it. Its
 * objects are written into etcd as the API server stores them; through the server itself it would
 * take an hour.
 */
export async function storeCluster(binaries: Binaries, wanted: number): Promise<StoredCluster> {
  const seed = await buildSeedProgram();
  const pods = wholeNamespaces(wanted);
  const folder = join(seed.folder, String(pods));
  const countsFile = join(folder, "counts.json");
  if (!existsSync(countsFile)) {
    const progress = startProgress();
    const text = `writing a cluster of ${pods} pods`;
    try {
      await withLock(
        `${folder}.lock`,
        () => progress.say(`waiting for another run: ${text}`),
        async () => {
          if (existsSync(countsFile)) return;
          progress.say(text);
          await rm(folder, { recursive: true, force: true });
          await mkdir(folder, { recursive: true });
          const counts = await fillEtcd(binaries.etcd, seed.file, folder, pods);
          // Last, and by a rename: where this file is, the rest is whole.
          await writeFile(`${countsFile}.new`, counts);
          await rename(`${countsFile}.new`, countsFile);
        },
      );
      progress.end(`a cluster of ${pods} pods is in ${folder}`);
    } catch (error) {
      progress.end();
      throw error;
    }
  }
  const counts = JSON.parse(readFileSync(countsFile, "utf8"));
  return { pods, counts, etcdData: join(folder, "etcd"), folder };
}

/** @returns how many objects there are of each resource, JSON */
async function fillEtcd(etcd: string, seed: string, folder: string, pods: number) {
  const [etcdPort = 0] = await freePorts(1);
  // The log goes with etcd; what it stores stays.
  const logs = await mkdtemp(join(tmpdir(), "kubectl-shared-bench-"));
  const reaper = startReaper(logs);
  const args = [...etcdFlags({ folder, etcdPort, serverPort: 0 }), ...LARGE_ETCD, ...SHORT_LOG];
  const component = startComponent({ name: "etcd", binary: etcd, args, folder: logs, reaper });
  let death: Error | undefined;
  component.ended.then((error) => {
    death = error;
  });
  const url = `http://127.0.0.1:${etcdPort}`;
  try {
    await waitFor("etcd", async () => (await fetch(`${url}/readyz`)).ok, { giveUp: () => death });
    const namespaces = `--namespaces=${pods / PODS_OF_NAMESPACE}`;
    const { stdout } = await promisify(execFile)(seed, [`--etcd=${url}`, namespaces]);
    // Told to end, it writes down all that it holds.
    if (component.pid !== undefined) process.kill(component.pid, "SIGTERM");
    await component.waitForEnd();
    return stdout;
  } finally {
    await reaper.reap();
  }
}

/**
 * Starts etcd and the API server on a copy of the cluster at rest, and resolves when the server has
 * filled its caches: a minute or two for 150,000 pods.
 */
export function startStoredCluster(binaries: Binaries, stored: StoredCluster): Promise<Cluster> {
  return startCluster(binaries, {
    apiServerOnly: true,
    etcdData: stored.etcdData,
    etcdFlags: LARGE_ETCD,
    startTimeout: 10 * 60_000,
    // Else the API server takes twice what it holds: 14 GB, which leaves kubectl too little.
    variables: { GOGC: "50" },
  });
}
