import { spawn } from "node:child_process";
import { kubectlEnvironment } from "./kubectl-environment.ts";
import type { Cluster } from "./start-cluster.ts";

/**
 * Runs the cluster's kubectl as its administrator, optionally with something on standard input,
 * and resolves to its standard output. Rejects with its standard error when it fails.
 */
export function runKubectl(
  cluster: Cluster,
  args: readonly string[],
  options: { input?: string } = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(cluster.kubectl, args, {
      env: { ...process.env, ...kubectlEnvironment(cluster) },
      stdio: "pipe",
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve(Buffer.concat(out).toString("utf8"));
      else reject(new Error(`kubectl ${args.join(" ")}: ${Buffer.concat(err).toString().trim()}`));
    });
    child.stdin.end(options.input ?? "");
  });
}
