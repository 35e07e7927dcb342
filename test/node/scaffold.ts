import { runKubectl } from "../bed/run-kubectl.ts";
import { type RunOptions, runShared } from "../e2e/run-program.ts";
import type { Workspace } from "./pods.ts";

/** A class of its own for every claim: the folders that the tests' server makes are open to all. */
export const OWN_CLASS = "--driver nfs --server files.test --share /srv";

/**
 * Types `kubectl shared scaffold …` and applies what it prints, as it is: into the workspace's
 * namespace, or into those that a pattern for teams makes.
 */
export async function scaffold(work: Workspace, command: string): Promise<void> {
  const place = command.includes("--teams") ? [] : ["-n", work.namespace];
  const args = ["scaffold", ...command.split(" "), ...place];
  const { code, stdout, stderr } = await runProgram(work, args);
  if (code !== 0) throw new Error(`scaffold ${command}: ${stderr}`);
  await runKubectl(work.cluster, ["apply", "-f", "-"], { input: stdout });
}

/** Runs the program against the cluster of the nodes. */
export function runProgram(
  { cluster }: Pick<Workspace, "cluster">,
  args: readonly string[],
  options?: RunOptions,
) {
  return runShared(cluster, args, options);
}
