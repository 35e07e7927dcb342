import type { ConsumerState } from "../model/consumer.ts";
import { isFinished, type Pod } from "../model/pod.ts";

/**
 * Where a pod is in its life, as far as its storage is concerned. The order of the questions
 * matters: a finished pod that is being deleted is finished, and the Multi-Attach victim is
 * Pending *with* a node.
 */
export function stateOf(pod: Pod): ConsumerState {
  if (pod.phase === null) return "planned";
  if (isFinished(pod)) return "finished";
  if (pod.terminating) return "terminating";
  if (pod.node === null) return "unscheduled";
  if (pod.phase === "Pending") return "waiting";
  return pod.phase === "Running" ? "running" : "unknown";
}
