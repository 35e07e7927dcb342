import { runKubectl } from "../bed/run-kubectl.ts";
import { runShared } from "../e2e/run-program.ts";
import type { Workspace } from "./workspace.ts";

/**
 * Types `kubectl shared scaffold …` and applies what it prints, as it is: into the workspace's
 * namespace, or into those that a pattern for teams makes.
 */
export async function scaffold(work: Workspace, command: string): Promise<void> {
  const place = command.includes("--teams") ? [] : ["-n", work.namespace];
  const args = ["scaffold", ...command.split(" "), ...place];
  const { code, stdout, stderr } = await runShared(work.cluster, args);
  if (code !== 0) throw new Error(`scaffold ${command}: ${stderr}`);
  await runKubectl(work.cluster, ["apply", "-f", "-"], { input: stdout });
}
