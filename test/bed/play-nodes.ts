import type { Node } from "./kubernetes-objects.ts";
import type { Cluster } from "./start-cluster.ts";

export interface NodeOptions {
  /** `topology.kubernetes.io/zone`; the region is the zone without its letter. */
  zone?: string;
  /** CSI drivers that are registered there, and how many volumes of each the node takes. */
  drivers?: Readonly<Record<string, { limit?: number; topologyKeys?: readonly string[] }>>;
}

/**
 * Creates a Node that is Ready, and its CSINode, as a kubelet would register itself. No machine is
 * behind it: the scheduler places pods there, and they stay Pending until somebody plays kubelet.
 */
export async function createNode(
  cluster: Cluster,
  name: string,
  options: NodeOptions = {},
): Promise<void> {
  const { zone = "eu-central-1a", drivers = {} } = options;
  const resources = {
    cpu: "8",
    memory: "32Gi",
    pods: "110",
    "ephemeral-storage": "100Gi",
  };
  const now = new Date().toISOString().replace(/\.\d+Z$/, "Z");
  const condition = (type: string, status: string, reason: string, message: string) => ({
    type,
    status,
    reason,
    message,
    lastHeartbeatTime: now,
    lastTransitionTime: now,
  });
  await cluster.request("POST", "/api/v1/nodes", {
    apiVersion: "v1",
    kind: "Node",
    metadata: {
      name,
      labels: {
        "kubernetes.io/hostname": name,
        "kubernetes.io/os": "linux",
        "kubernetes.io/arch": "amd64",
        "topology.kubernetes.io/zone": zone,
        "topology.kubernetes.io/region": zone.replace(/[a-z]$/, ""),
      },
      annotations: {
        // What a kubelet sets to leave attaching to the attach-detach controller, its default.
        "volumes.kubernetes.io/controller-managed-attach-detach": "true",
      },
    },
    spec: { providerID: `aws:///${zone}/${name}` },
    status: {
      capacity: resources,
      allocatable: resources,
      conditions: [
        condition(
          "MemoryPressure",
          "False",
          "KubeletHasSufficientMemory",
          "kubelet has sufficient memory available",
        ),
        condition(
          "DiskPressure",
          "False",
          "KubeletHasNoDiskPressure",
          "kubelet has no disk pressure",
        ),
        condition("Ready", "True", "KubeletReady", "kubelet is posting ready status"),
      ],
      addresses: [{ type: "Hostname", address: name }],
      nodeInfo: {
        architecture: "amd64",
        operatingSystem: "linux",
        osImage: "Debian GNU/Linux 13 (trixie)",
        kernelVersion: "6.12.43",
        kubeletVersion: "v1.36.3",
        kubeProxyVersion: "",
        containerRuntimeVersion: "containerd://2.2.1",
        machineID: "",
        systemUUID: "",
        bootID: "",
      },
    },
  });
  const node = await cluster.request<Node>("GET", `/api/v1/nodes/${name}`);
  await cluster.request("POST", "/apis/storage.k8s.io/v1/csinodes", {
    apiVersion: "storage.k8s.io/v1",
    kind: "CSINode",
    metadata: {
      name,
      ownerReferences: [{ apiVersion: "v1", kind: "Node", name, uid: node.metadata.uid }],
    },
    spec: {
      drivers: Object.entries(drivers).map(([driver, { limit, topologyKeys = [] }]) => ({
        name: driver,
        nodeID: name,
        topologyKeys,
        ...(limit !== undefined && { allocatable: { count: limit } }),
      })),
    },
  });
}

/** Forbids or allows the scheduler to place pods on a node, as `kubectl cordon` does. */
export async function setSchedulable(
  cluster: Cluster,
  name: string,
  schedulable: boolean,
): Promise<void> {
  await cluster.request("PATCH", `/api/v1/nodes/${name}`, {
    spec: { unschedulable: schedulable ? null : true },
  });
}

/**
 * Says of a node that it is silent, as the node lifecycle controller does when no heartbeat comes;
 * that one is left out of the test bed. Whoever plays its kubelet must have stopped.
 */
export async function setSilent(cluster: Cluster, name: string): Promise<void> {
  const now = new Date().toISOString().replace(/\.\d+Z$/, "Z");
  const unreachable = { key: "node.kubernetes.io/unreachable", timeAdded: now };
  const ready = {
    type: "Ready",
    status: "Unknown",
    reason: "NodeStatusUnknown",
    message: "Kubelet stopped posting node status.",
    lastTransitionTime: now,
  };
  const strategic = { contentType: "application/strategic-merge-patch+json" };
  const status = { status: { conditions: [ready] } };
  await cluster.request("PATCH", `/api/v1/nodes/${name}/status`, status, strategic);
  await cluster.request("PATCH", `/api/v1/nodes/${name}`, {
    spec: {
      taints: ["NoSchedule", "NoExecute"].map((effect) => ({ ...unreachable, effect })),
    },
  });
}
