import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Component, startComponent } from "../../bed/component.ts";
import type { Reaper } from "../../bed/reaper.ts";
import type { Cluster } from "../../bed/start-cluster.ts";
import { waitFor } from "../../bed/wait-for.ts";
import { containerdConfig, networkConfig, registryConfig, socketOf } from "./containerd-config.ts";
import { nameCgroup } from "./isolation.ts";
import { kubeletConfig } from "./kubelet-config.ts";
import type { NodePrograms } from "./node-programs.ts";

/** A machine of the cluster: a real kubelet and a real containerd. */
export interface TestNode {
  readonly name: string;
  readonly address: string;
  /** Everything of it: logs (`kubelet.log`, `containerd.log`), volumes, containers. */
  readonly folder: string;
  /** The kubelet's own folder, with `pods/UID/volumes` in it. */
  readonly kubeletFolder: string;
  /** What the kubelet measures, now. */
  readSummary(): Promise<Summary>;
}

/**
 * As much of the kubelet's statistics as tests look at.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/staging/src/k8s.io/kubelet/pkg/apis/stats/v1alpha1/types.go
 */
export interface Summary {
  pods: {
    podRef: { name: string; namespace: string; uid: string };
    containers?: { name: string; memory?: { workingSetBytes?: number } }[];
    volume?: {
      name: string;
      capacityBytes?: number;
      usedBytes?: number;
      pvcRef?: { name: string; namespace: string };
    }[];
  }[];
}

export interface NodeOptions {
  name: string;
  address: string;
  /** Of its pods. */
  subnet: string;
  folder: string;
  programs: NodePrograms;
  registry: string;
  pauseImage: string;
  dnsAddress: string;
  reaper: Reaper;
}

/** Starts containerd and a kubelet and resolves when the node is Ready. Some ten seconds. */
export async function startNode(cluster: Cluster, options: NodeOptions): Promise<TestNode> {
  const { name, address, subnet, folder, programs, registry, pauseImage, reaper } = options;
  const kubeletFolder = join(folder, "kubelet");
  const write = async (path: string, content: string) => {
    const file = join(folder, path);
    await mkdir(join(file, ".."), { recursive: true });
    await writeFile(file, content);
    return file;
  };
  const runtimeConfig = await write(
    "containerd.toml",
    containerdConfig({ folder, programs, pauseImage }),
  );
  await write("registries/_default/hosts.toml", registryConfig(registry));
  await write("networks/pods.conflist", networkConfig(folder, subnet));
  await write("resolv.conf", `nameserver ${options.dnsAddress}\n`);
  const cgroup = `${nameCgroup()}/${name}`;
  const config = await write(
    "kubelet.json",
    JSON.stringify(
      kubeletConfig({ folder, address, cgroup, dnsAddress: options.dnsAddress }),
      null,
      2,
    ),
  );
  const kubeconfig = await cluster.userKubeconfig(`system:node:${name}`, ["system:nodes"]);

  let death: Error | undefined;
  const start = (program: "containerd" | "kubelet", args: readonly string[]) => {
    const binary = programs[program];
    const component: Component = startComponent({ name: program, binary, args, folder, reaper });
    component.ended.then((error) => {
      death ??= error;
    });
  };
  const giveUp = () => death;
  start("containerd", [`--config=${runtimeConfig}`]);
  // A kubelet that finds nobody there gives up within a second.
  await waitFor(`containerd of ${name}`, () => existsSync(socketOf(folder)), { giveUp });
  start("kubelet", [
    `--config=${config}`,
    `--kubeconfig=${kubeconfig}`,
    `--root-dir=${kubeletFolder}`,
    `--cert-dir=${join(folder, "pki")}`,
    `--hostname-override=${name}`,
    `--node-ip=${address}`,
  ]);
  await waitFor(
    `node ${name} to be Ready`,
    async () => {
      const { status } = await cluster.request<{
        status: { conditions?: { type: string; status: string }[] };
      }>("GET", `/api/v1/nodes/${name}`);
      return status.conditions?.some((it) => it.type === "Ready" && it.status === "True");
    },
    { timeout: 120_000, giveUp },
  );
  return {
    name,
    address,
    folder,
    kubeletFolder,
    // Through the API server, which a kubelet's self-signed certificate does not bother.
    readSummary: () => cluster.request("GET", `/api/v1/nodes/${name}/proxy/stats/summary`),
  };
}
