import type { Consumer, WorkloadReference } from "../model/consumer.ts";

/** What a shell takes as it is. */
const PLAIN = /^[\w@%+=:,./-]+$/;

/**
 * A command line that any POSIX shell reads as these words, whatever is in them: names come from
 * clusters and files, and the line is meant to be pasted.
 */
export function command(...words: readonly string[]): string {
  return words
    .map((word) => (PLAIN.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`))
    .join(" ");
}

/** kubectl on something of a namespace. */
export function kubectl(namespace: string, ...words: readonly string[]): string {
  return command("kubectl", "-n", namespace, ...words);
}

/** Kinds whose number of pods can be set. */
const SCALABLE: ReadonlySet<string> = new Set([
  "Deployment",
  "StatefulSet",
  "ReplicaSet",
  "ReplicationController",
]);

/** Kinds that replace their pods when the template changes. */
const PATCHABLE: ReadonlySet<string> = new Set(["Deployment", "StatefulSet"]);

export function isScalable({ kind }: WorkloadReference): boolean {
  return SCALABLE.has(kind);
}

export function isPatchable({ kind }: WorkloadReference): boolean {
  return PATCHABLE.has(kind);
}

/** `deployment/db`, as kubectl takes it. */
export function typeAndName({ kind, name }: WorkloadReference): string {
  return `${kind.toLowerCase()}/${name}`;
}

/** Makes all pods of the workload run on the node of that hostname label. */
export function pinToNode(namespace: string, workload: WorkloadReference, hostname: string) {
  return patchTemplate(namespace, workload, {
    nodeSelector: { "kubernetes.io/hostname": hostname },
  });
}

/** Lets pods of the workload run on any node again. */
export function dropNodeSelector(namespace: string, workload: WorkloadReference): string {
  return patchTemplate(namespace, workload, { nodeSelector: null });
}

function patchTemplate(namespace: string, workload: WorkloadReference, spec: object): string {
  const patch = JSON.stringify({ spec: { template: { spec } } });
  return kubectl(namespace, "patch", ...typeAndName(workload).split("/"), "-p", patch);
}

/** Stops the old pod of a rollout before the new one starts, the pods still one after another. */
export function patchToNoSurge(namespace: string, deployment: string): string {
  const strategy = { type: "RollingUpdate", rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } };
  const patch = JSON.stringify({ spec: { strategy } });
  return kubectl(namespace, "patch", "deployment", deployment, "-p", patch);
}

/** Ends as soon as the pod is gone. */
export function waitForPod({ namespace, pod }: Consumer): string {
  return kubectl(namespace, "wait", "--for=delete", `pod/${pod}`, "--timeout=10m");
}
