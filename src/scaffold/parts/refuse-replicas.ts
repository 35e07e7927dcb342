import type { ScaffoldOptions } from "../options.ts";
import type { Refusal } from "../pattern.ts";

/**
 * Why there cannot be so many pods of that workload; null: there can.
 *
 * @param pattern its name, for what to type instead; it makes Deployments too
 */
export function refuseReplicas(
  { workload, replicas, name }: ScaffoldOptions,
  pattern: string,
): Refusal | null {
  if (replicas <= 1 || (workload !== "pod" && workload !== "daemonset")) return null;
  const message =
    workload === "pod"
      ? `a pod is one pod, not ${replicas}: only a controller makes several`
      : `a DaemonSet runs one pod on each node: it cannot have ${replicas} replicas`;
  return {
    message,
    next: [
      `kubectl shared scaffold ${pattern} ${name} --workload deployment --replicas ${replicas}`,
    ],
  };
}
