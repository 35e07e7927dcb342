import { repository } from "../../knowledge/citation.ts";
import type { ScaffoldOptions, WorkloadKind } from "../options.ts";
import { because, type Tree, type TreeObject } from "../tree.ts";
import { buildLabels, buildSelector } from "./labels.ts";
import { buildMetadata, nameObject } from "./metadata.ts";

/** What a workload has beside its pods; what is left out is as the options say. */
export interface WorkloadSettings {
  /** What it is for where a pattern has several: `writer`. Ends its name, and labels its pods. */
  role?: string;
  kind?: WorkloadKind;
  replicas?: Tree;
  /** Of a Deployment. */
  strategy?: Tree;
  /** Of a StatefulSet: one claim for each pod. */
  volumeClaimTemplates?: readonly Tree[];
  /** Of the pods. */
  annotations?: TreeObject;
}

/**
 * One object that runs the pods: the pod itself, or what makes it. A StatefulSet names a Service
 * that is called as it is: see {@link buildHeadlessService}. A Job runs as many pods as there are
 * replicas, once each.
 */
export function buildWorkload(
  options: ScaffoldOptions,
  podSpec: TreeObject,
  settings: WorkloadSettings = {},
): TreeObject {
  const { role } = settings;
  const metadata = buildMetadata(options, role);
  switch (settings.kind ?? options.workload) {
    case "pod":
      return {
        apiVersion: "v1",
        kind: "Pod",
        metadata: { ...metadata, annotations: settings.annotations },
        spec: podSpec,
      };
    case "deployment":
      return {
        apiVersion: "apps/v1",
        kind: "Deployment",
        metadata,
        spec: {
          replicas: settings.replicas ?? options.replicas,
          selector: { matchLabels: buildSelector(options, role) },
          strategy: settings.strategy,
          template: buildTemplate(options, podSpec, settings),
        },
      };
    case "statefulset":
      return {
        apiVersion: "apps/v1",
        kind: "StatefulSet",
        metadata,
        spec: {
          serviceName: nameObject(options, role),
          replicas: settings.replicas ?? options.replicas,
          selector: { matchLabels: buildSelector(options, role) },
          template: buildTemplate(options, podSpec, settings),
          volumeClaimTemplates: settings.volumeClaimTemplates,
        },
      };
    case "daemonset":
      return {
        apiVersion: "apps/v1",
        kind: "DaemonSet",
        metadata,
        spec: {
          selector: { matchLabels: buildSelector(options, role) },
          template: buildTemplate(options, podSpec, settings),
        },
      };
    case "job":
      return {
        apiVersion: "batch/v1",
        kind: "Job",
        metadata,
        spec: {
          completions: settings.replicas ?? options.replicas,
          parallelism: settings.replicas ?? options.replicas,
          backoffLimit: 4,
          template: buildTemplate(options, { ...podSpec, restartPolicy: RESTART }, settings),
        },
      };
  }
}

const RESTART = because(
  "OnFailure",
  "A Job allows OnFailure and Never only: what has ended well is not started again.",
  repository("kubernetes/website").file(
    "content/en/docs/concepts/workloads/controllers/job.md",
    "Pod template",
  ),
);

function buildTemplate(
  options: ScaffoldOptions,
  spec: TreeObject,
  { role, annotations }: WorkloadSettings,
): TreeObject {
  return { metadata: { labels: buildLabels(options, role), annotations }, spec };
}
