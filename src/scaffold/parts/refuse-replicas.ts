import type { ScaffoldOptions } from "../options.ts";
import type { Refusal } from "../pattern.ts";
import { scaffold } from "./scaffold-command.ts";

/**
 * Why there cannot be so many pods of that workload; null: there can.
 *
 * @param pattern its name, for what to type instead; it makes Deployments too
 */
export function refuseReplicas(options: ScaffoldOptions, pattern: string): Refusal | null {
  const { workload, replicas } = options;
  if (replicas <= 1 || (workload !== "pod" && workload !== "daemonset")) return null;
  const message =
    workload === "pod"
      ? `a pod is one pod, not ${replicas}: only a controller makes several`
      : `a DaemonSet runs one pod on each node: it cannot have ${replicas} replicas`;
  return {
    message,
    next: [scaffold(pattern, options, "--workload", "deployment", "--replicas", `${replicas}`)],
  };
}
