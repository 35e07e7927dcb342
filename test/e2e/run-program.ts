import { spawn } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Cluster } from "../bed/start-cluster.ts";

const PROGRAM = fileURLToPath(new URL("../../bin/run.js", import.meta.url));

export interface Outcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  input?: string;
  kubeconfig?: string;
  env?: NodeJS.ProcessEnv;
}

/** Runs `bin/run.js` as a process of its own. Never rejects for what it says: that is the outcome. */
export function runShared(
  cluster: Cluster,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Outcome> {
  return run(process.execPath, [PROGRAM, ...args], cluster, options);
}

/** Runs it as people do: the real kubectl finds it on the PATH, `kubectl shared …`. */
export function runKubectlShared(
  cluster: Cluster,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Outcome> {
  const folder = join(cluster.folder, "plugins");
  mkdirSync(folder, { recursive: true });
  const link = join(folder, "kubectl-shared");
  try {
    symlinkSync(PROGRAM, link);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  const path = [folder, dirname(process.execPath), process.env.PATH].join(":");
  return run(cluster.kubectl, ["shared", ...args], cluster, {
    ...options,
    env: { PATH: path, ...options.env },
  });
}

function run(
  file: string,
  args: readonly string[],
  cluster: Cluster,
  { input = "", kubeconfig = cluster.kubeconfig, env = {} }: RunOptions,
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      env: { ...process.env, NO_COLOR: "1", KUBECONFIG: kubeconfig, ...env },
      stdio: "pipe",
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
    child.on("error", reject);
    child.on("close", (code) =>
      resolve({
        code,
        stdout: Buffer.concat(out).toString("utf8"),
        stderr: Buffer.concat(err).toString("utf8"),
      }),
    );
    child.stdin.end(input);
  });
}
