import { count } from "../../core/model/text.ts";
import type { Consumer, WorkloadReference } from "../../core/reports/mount/mount-report.ts";

/**
 * `web-0`, or `Deployment/web (3 pods)` for several; of a template whose pods are still to be made
 * `Deployment/web (3 replicas)` and `DaemonSet/logs (one per node)`.
 *
 * @param among all consumers of the storage: `2 of 3 pods` where these are not all of the workload
 */
export function describePods(pods: readonly Consumer[], among: readonly Consumer[] = pods): string {
  const [first] = pods;
  if (first === undefined) return "<none>";
  if (pods.length === 1 && first.pod !== null) return first.pod;
  const workload = describeWorkload(first.workload ?? first.owner);
  return `${workload} (${describeCount(first, pods, among)})`;
}

function describeCount(
  first: Consumer,
  pods: readonly Consumer[],
  among: readonly Consumer[],
): string {
  const { pod, replicas, namespace } = first;
  if (pod !== null) {
    const workload = describeWorkload(first.workload ?? first.owner);
    const all = among.filter(
      (other) =>
        other.pod !== null &&
        other.state !== "finished" &&
        other.namespace === namespace &&
        describeWorkload(other.workload ?? other.owner) === workload,
    ).length;
    return all > pods.length ? `${pods.length} of ${all} pods` : count(pods.length, "pod");
  }
  return replicas === null ? "one per node" : count(replicas, "replica");
}

/** `node-a`, or `3 nodes`; `<none>` for pods that have none yet. */
export function describeNodes(pods: readonly Consumer[]): string {
  const nodes = [...new Set(pods.flatMap(({ node }) => node ?? []))];
  return nodes.length > 1 ? count(nodes.length, "node") : (nodes[0] ?? "<none>");
}

export function describeWorkload(workload: WorkloadReference | null): string {
  return workload === null ? "<none>" : `${workload.kind}/${workload.name}`;
}
