import type { Consumer, WorkloadReference } from "../model/consumer.ts";
import { command } from "../model/text.ts";

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

/** Stops the old pod of a rollout before the new one starts, here and at every later one. */
export function patchToRecreate(namespace: string, deployment: string): string {
  const patch = JSON.stringify({ spec: { strategy: { type: "Recreate", rollingUpdate: null } } });
  return kubectl(namespace, "patch", "deployment", deployment, "-p", patch);
}

export function scaleTo(namespace: string, workload: WorkloadReference, replicas: number): string {
  return kubectl(namespace, "scale", typeAndName(workload), `--replicas=${replicas}`);
}

/** Pods that a line names before it would be too long to be read. */
export const LINE_OF_PODS = 3;

/** Ends as soon as all of them are gone. */
export function waitForPods([first, ...others]: readonly Consumer[]): string {
  const pods = [first, ...others].map((it) => `pod/${it?.pod}`);
  return kubectl(first?.namespace ?? "", "wait", "--for=delete", ...pods, "--timeout=10m");
}

/** Ends as soon as the pod's containers have all ended well. */
export function waitForSuccess({ namespace, pod }: Consumer): string {
  const phase = "--for=jsonpath={.status.phase}=Succeeded";
  return kubectl(namespace, "wait", phase, `pod/${pod}`, "--timeout=1h");
}

/** Deletes pods of one namespace. */
export function deletePods(pods: readonly Consumer[], ...options: readonly string[]): string {
  const names = pods.map(({ pod }) => `${pod}`);
  return kubectl(pods[0]?.namespace ?? "", "delete", "pod", ...names, ...options);
}

/** Lists who uses the claim, where they are too many to be named. */
export function whoMounts(storage: { namespace: string | null; name: string }): string {
  const { namespace, name } = storage;
  return command("kubectl", "shared", "who-mounts", `pvc/${name}`, "-n", namespace ?? "");
}
