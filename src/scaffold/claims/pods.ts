import { repository } from "../../knowledge/citation.ts";
import type { ScaffoldOptions } from "../options.ts";
import { buildSelector } from "../parts/labels.ts";
import { nameObject } from "../parts/metadata.ts";
import { buildHeadlessService } from "../parts/service.ts";
import { buildWorkload, type WorkloadSettings } from "../parts/workload.ts";
import { because, type Tree, type TreeObject } from "../tree.ts";
import { backendOfStorage } from "./resolve-storage.ts";

const spreading = repository("kubernetes/website").file(
  "content/en/docs/concepts/scheduling-eviction/topology-spread-constraints.md",
);

/**
 * What runs the pods: one workload, with the Service that a StatefulSet asks for, or as many bare
 * pods as there are replicas, `NAME-1`, `NAME-2`.
 */
export function buildPods(
  options: ScaffoldOptions,
  podSpec: TreeObject,
  settings: WorkloadSettings = {},
): TreeObject[] {
  const annotations = buildAnnotations(options);
  const all = { ...settings, ...(annotations && { annotations }) };
  const { role } = all;
  if (options.workload === "statefulset") {
    return [buildHeadlessService(options, role), buildWorkload(options, podSpec, all)];
  }
  if (options.workload !== "pod" || options.replicas <= 1) {
    return [buildWorkload(options, podSpec, all)];
  }
  const pod = buildWorkload(options, podSpec, all);
  return Array.from({ length: options.replicas }, (_, index) => ({
    ...pod,
    metadata: {
      ...(pod.metadata as TreeObject),
      name: `${nameObject(options, role)}-${index + 1}`,
    },
  }));
}

/** What the driver wants on pods that use its volumes; undefined: nothing, as far as is known. */
export function buildAnnotations({ storage }: ScaffoldOptions): TreeObject | undefined {
  const wanted = Object.entries((storage && backendOfStorage(storage))?.podAnnotations ?? {}).map(
    ([name, { value, citations }]): [string, Tree] => [
      name,
      because(
        value,
        "The driver asks for it on every pod with a volume of it.",
        citations[0] ?? null,
      ),
    ],
  );
  return wanted.length === 0 ? undefined : Object.fromEntries(wanted);
}

/** Fields of a pod that is to run where its fellows do not; nothing for what is on every node. */
export function spreadOverNodes(options: ScaffoldOptions): TreeObject {
  if (options.workload === "daemonset") return {};
  return {
    topologySpreadConstraints: because(
      [
        {
          maxSkew: 1,
          topologyKey: "kubernetes.io/hostname",
          whenUnsatisfiable: "ScheduleAnyway",
          labelSelector: { matchLabels: buildSelector(options) },
        },
      ],
      "On different nodes, where several that reach the volume have room.",
      spreading,
    ),
  };
}
