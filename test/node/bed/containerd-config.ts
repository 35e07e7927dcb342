import { join } from "node:path";
import type { NodePrograms } from "./node-programs.ts";

/** What containerd is told; everything of it lies below one folder. */
export function containerdConfig(options: {
  folder: string;
  programs: NodePrograms;
  pauseImage: string;
}): string {
  const { folder, programs, pauseImage } = options;
  const cri = "plugins.'io.containerd.cri.v1";
  return `version = 3
root = '${join(folder, "containerd")}'
state = '${join(folder, "containerd-state")}'

[grpc]
  address = '${socketOf(folder)}'

[${cri}.images']
  # Copies instead of an overlay: works on whatever the folder lies on.
  snapshotter = 'native'
[${cri}.images'.pinned_images]
  sandbox = '${pauseImage}'
[${cri}.images'.registry]
  config_path = '${join(folder, "registries")}'

[${cri}.runtime']
  disable_apparmor = true
  # Where a process may not raise its score, runc fails without it.
  restrict_oom_score_adj = true
[${cri}.runtime'.containerd.runtimes.runc]
  runtime_type = 'io.containerd.runc.v2'
[${cri}.runtime'.containerd.runtimes.runc.options]
  BinaryName = '${programs.runc}'
  SystemdCgroup = false
[${cri}.runtime'.cni]
  bin_dirs = ['${programs.networkPlugins}']
  conf_dir = '${join(folder, "networks")}'

[[plugins.'io.containerd.transfer.v1.local'.unpack_config]]
  platform = 'linux/${process.arch === "arm64" ? "arm64" : "amd64"}'
  snapshotter = 'native'

[plugins.'io.containerd.nri.v1.nri']
  disable = true
`;
}

/** Where containerd of the node in that folder listens. */
export function socketOf(folder: string): string {
  return join(folder, "containerd.sock");
}

/** Every registry of the world is ours. */
export function registryConfig(address: string): string {
  return `server = '${address}'
[host.'${address}']
  capabilities = ['pull', 'resolve']
`;
}

/**
 * Pods of a node are linked to the machine one by one. Both nodes are on one machine, so that it
 * routes between their pods without more.
 */
export function networkConfig(folder: string, subnet: string): string {
  return JSON.stringify({
    cniVersion: "1.0.0",
    name: "pods",
    plugins: [
      {
        type: "ptp",
        ipMasq: false,
        ipam: {
          type: "host-local",
          dataDir: join(folder, "addresses"),
          ranges: [[{ subnet }]],
          routes: [{ dst: "0.0.0.0/0" }],
        },
      },
    ],
  });
}
