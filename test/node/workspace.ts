import { spawn } from "node:child_process";
import { kubectlEnvironment } from "../bed/kubectl-environment.ts";
import type { Pod } from "../bed/kubernetes-objects.ts";
import { createNamespace } from "../bed/play-storage.ts";
import { runKubectl } from "../bed/run-kubectl.ts";
import type { Cluster } from "../bed/start-cluster.ts";
import { waitFor } from "../bed/wait-for.ts";

/** A namespace, and what tests do in it as people do: through kubectl. */
export interface Workspace {
  readonly cluster: Cluster;
  readonly namespace: string;
  kubectl(...args: string[]): Promise<string>;
  /** Applies manifests as they are. */
  apply(manifests: string): Promise<void>;
  pod(name: string): Promise<RunningPod>;
  /** The pods that a selector finds, by name. */
  pods(selector: string): Promise<RunningPod[]>;
  /** Waits until the pod is Ready. */
  waitForPod(name: string): Promise<RunningPod>;
  /** Waits until that many pods of a selector are Ready, and returns them by name. */
  waitForPods(selector: string, count: number): Promise<RunningPod[]>;
  /** Runs a script in a container. Never rejects for how it ends. */
  run(pod: string, container: string, script: string): Promise<{ code: number; output: string }>;
  /** What a container wrote to its log. */
  logs(pod: string, container: string, ...further: string[]): Promise<string>;
  /** Waits until the log of a container says it. */
  waitForLog(pod: string, container: string, text: string | RegExp): Promise<string>;
}

export interface ContainerStatus {
  name: string;
  ready: boolean;
  restartCount: number;
  containerID?: string;
  state: {
    running?: object;
    waiting?: { reason: string };
    terminated?: { reason: string; exitCode: number };
  };
  lastState: { terminated?: { reason: string; exitCode: number } };
}

/** A pod as its node reports it. */
export interface RunningPod extends Omit<Pod, "status"> {
  status: {
    phase: string;
    reason?: string;
    message?: string;
    podIP?: string;
    conditions?: { type: string; status: string; reason?: string; message?: string }[];
    containerStatuses?: ContainerStatus[];
    initContainerStatuses?: ContainerStatus[];
  };
}

/** Makes a namespace to work in. */
export async function openWorkspace(cluster: Cluster, namespace: string): Promise<Workspace> {
  await createNamespace(cluster, namespace);
  return enterWorkspace(cluster, namespace);
}

/** The same in a namespace that is there. */
export function enterWorkspace(cluster: Cluster, namespace: string): Workspace {
  const kubectl = (...args: string[]) => runKubectl(cluster, ["-n", namespace, ...args]);
  const path = `/api/v1/namespaces/${namespace}/pods`;
  const pod = (name: string) => cluster.request<RunningPod>("GET", `${path}/${name}`);
  const pods = async (selector: string) => {
    const query = `${path}?labelSelector=${encodeURIComponent(selector)}`;
    const { items } = await cluster.request<{ items: RunningPod[] }>("GET", query);
    return items.filter(({ metadata }) => !metadata.deletionTimestamp);
  };
  const logs = (name: string, container: string, ...further: string[]) =>
    kubectl("logs", name, "-c", container, ...further);
  return {
    cluster,
    namespace,
    kubectl,
    pod,
    pods,
    logs,
    async apply(manifests) {
      await runKubectl(cluster, ["-n", namespace, "apply", "-f", "-"], { input: manifests });
    },
    waitForPod: (name) =>
      waitFor(
        `pod ${name} to be Ready`,
        async () => {
          const found = await pod(name);
          return isReady(found) && found;
        },
        { timeout: 90_000 },
      ),
    waitForPods: (selector, count) =>
      waitFor(
        `${count} pods of ${selector} to be Ready`,
        async () => {
          const found = (await pods(selector)).filter(isReady);
          return found.length === count && found;
        },
        { timeout: 90_000 },
      ),
    run(name, container, script) {
      const args = ["-n", namespace, "exec", name, "-c", container, "--", "sh", "-c", script];
      return new Promise((resolve, reject) => {
        const child = spawn(cluster.kubectl, args, {
          env: { ...process.env, ...kubectlEnvironment(cluster) },
          stdio: ["ignore", "pipe", "pipe"],
        });
        let output = "";
        for (const stream of [child.stdout, child.stderr]) {
          stream.on("data", (chunk: Buffer) => {
            output += chunk;
          });
        }
        child.on("error", reject);
        child.on("close", (code) => resolve({ code: code ?? -1, output }));
      });
    },
    waitForLog: (name, container, text) =>
      waitFor(`the log of ${container} in ${name} to say ${text}`, async () => {
        const said = await logs(name, container);
        return (typeof text === "string" ? said.includes(text) : text.test(said)) && said;
      }),
  };
}

function isReady({ status }: RunningPod): boolean {
  return status.conditions?.some((it) => it.type === "Ready" && it.status === "True") ?? false;
}
