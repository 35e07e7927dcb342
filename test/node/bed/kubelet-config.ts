import { join } from "node:path";
import { socketOf } from "./containerd-config.ts";

/**
 * What a kubelet is told; everything of it lies below one folder. Periods are short, so that tests
 * need not wait for minutes; what it does is not changed.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/staging/src/k8s.io/kubelet/config/v1beta1/types.go
 */
export function kubeletConfig(options: {
  folder: string;
  address: string;
  cgroup: string;
  dnsAddress: string;
}): object {
  const { folder, address, cgroup, dnsAddress } = options;
  return {
    apiVersion: "kubelet.config.k8s.io/v1beta1",
    kind: "KubeletConfiguration",
    address,
    healthzBindAddress: address,
    containerRuntimeEndpoint: `unix://${socketOf(folder)}`,
    // Nobody but the tests is on this network.
    authentication: { anonymous: { enabled: true }, webhook: { enabled: false } },
    authorization: { mode: "AlwaysAllow" },
    cgroupDriver: "cgroupfs",
    cgroupRoot: cgroup,
    // Else the runtime would put containers outside of it.
    cgroupsPerQOS: true,
    enforceNodeAllocatable: ["pods"],
    failCgroupV1: false,
    failSwapOn: false,
    makeIPTablesUtilChains: false,
    localStorageCapacityIsolation: true,
    // The disk of a test machine may be nearly full, which is not what is tested.
    evictionHard: { "memory.available": "20Mi" },
    imageGCHighThresholdPercent: 100,
    podLogsDir: join(folder, "logs"),
    volumePluginDir: join(folder, "flex"),
    resolvConf: join(folder, "resolv.conf"),
    clusterDNS: [dnsAddress],
    clusterDomain: "cluster.local",
    syncFrequency: "5s",
    fileCheckFrequency: "5s",
    nodeStatusUpdateFrequency: "2s",
    volumeStatsAggPeriod: "2s",
    configMapAndSecretChangeDetectionStrategy: "Watch",
    crashLoopBackOff: { maxContainerRestartPeriod: "2s" },
  };
}
