import { join } from "node:path";
import type { Claim, Event, List, Pod } from "../kubernetes-objects.ts";
import { playAttacher } from "../play-attacher.ts";
import { playKubelets } from "../play-kubelet.ts";
import { createNode, setSilent } from "../play-nodes.ts";
import { playProvisioner } from "../play-provisioner.ts";
import { createDriver } from "../play-storage.ts";
import { runKubectl } from "../run-kubectl.ts";
import type { Cluster } from "../start-cluster.ts";
import { waitFor } from "../wait-for.ts";

/** Where the stories of pods that do not start are told. */
export interface Stage {
  cluster: Cluster;
  /** Its kubelet says nothing from now on, and is known to say nothing. */
  loseNode(name: string): Promise<void>;
  /** Pods of this name that are told to stop go on until `letStop`. */
  keepFromStopping(pod: string): void;
  letStop(pod: string): void;
  stopPlaying(): Promise<void>;
}

/** `node-d` is there to be cordoned, `node-x` and `node-y` are there to be lost. */
const nodes: Readonly<Record<string, string>> = {
  "node-a": "eu-central-1a",
  "node-b": "eu-central-1a",
  "node-c": "eu-central-1b",
  "node-d": "eu-central-1c",
  "node-x": "eu-central-1a",
  "node-y": "eu-central-1a",
};

/**
 * Sets the stage on a fresh cluster: nodes, drivers and classes. Kubelets, the attacher of EBS and
 * the provisioners of EBS and EFS are played from now on; nobody plays Azure's.
 */
export async function setStage(cluster: Cluster): Promise<Stage> {
  const lost = new Set<string>();
  const kept = new Set<string>();
  const players = [
    playProvisioner(cluster),
    playAttacher(cluster, ["ebs.csi.aws.com"]),
    playKubelets(
      cluster,
      (node) => !lost.has(node),
      ({ metadata }) => !kept.has(metadata.name),
    ),
  ];
  await Promise.all([
    createDriver(cluster, "ebs.csi.aws.com", { attachRequired: true }),
    createDriver(cluster, "efs.csi.aws.com", { attachRequired: false }),
    runKubectl(cluster, ["apply", "--server-side", "-f", manifest("classes.yaml")]),
    ...Object.entries(nodes).map(([name, zone]) =>
      createNode(cluster, name, {
        zone,
        drivers: {
          "ebs.csi.aws.com": { limit: 25, topologyKeys: ["topology.kubernetes.io/zone"] },
          "efs.csi.aws.com": {},
        },
      }),
    ),
  ]);
  return {
    cluster,
    async loseNode(name) {
      lost.add(name);
      await setSilent(cluster, name);
    },
    keepFromStopping: (pod) => void kept.add(pod),
    letStop: (pod) => void kept.delete(pod),
    async stopPlaying() {
      await Promise.all(players.map((player) => player.stop()));
    },
  };
}

/** Applies a manifest of the stories in a namespace. */
export async function apply({ cluster }: Stage, namespace: string, file: string): Promise<void> {
  await runKubectl(cluster, ["-n", namespace, "apply", "--server-side", "-f", manifest(file)]);
}

export async function createClaim(
  { cluster }: Stage,
  namespace: string,
  name: string,
  options: { className?: string; accessMode?: string } = {},
): Promise<void> {
  const { className, accessMode = "ReadWriteOnce" } = options;
  await cluster.request("POST", `/api/v1/namespaces/${namespace}/persistentvolumeclaims`, {
    apiVersion: "v1",
    kind: "PersistentVolumeClaim",
    metadata: { name },
    spec: {
      accessModes: [accessMode],
      ...(className && { storageClassName: className }),
      resources: { requests: { storage: "10Gi" } },
    },
  });
}

/** A bare pod that mounts the claim; the scheduler places it, where the labels say. */
export async function createPod(
  { cluster }: Stage,
  namespace: string,
  name: string,
  options: {
    claim: string;
    node?: string;
    zone?: string;
    cpu?: string;
    gracePeriod?: number;
  },
): Promise<void> {
  const { claim, node, zone, cpu, gracePeriod } = options;
  await cluster.request("POST", `/api/v1/namespaces/${namespace}/pods`, {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name },
    spec: {
      nodeSelector: {
        ...(node && { "kubernetes.io/hostname": node }),
        ...(zone && { "topology.kubernetes.io/zone": zone }),
      },
      ...(gracePeriod !== undefined && { terminationGracePeriodSeconds: gracePeriod }),
      containers: [
        {
          name,
          image: `registry.example.com/stuck/${name}:1.0.0`,
          ...(cpu && { resources: { requests: { cpu } } }),
          volumeMounts: [{ name: "data", mountPath: "/data" }],
        },
      ],
      volumes: [{ name: "data", persistentVolumeClaim: { claimName: claim } }],
    },
  });
}

export function getPod({ cluster }: Stage, namespace: string, name: string): Promise<Pod> {
  return cluster.request("GET", `/api/v1/namespaces/${namespace}/pods/${name}`);
}

export function getClaim({ cluster }: Stage, namespace: string, name: string): Promise<Claim> {
  return cluster.request("GET", `/api/v1/namespaces/${namespace}/persistentvolumeclaims/${name}`);
}

export function untilRunning(stage: Stage, namespace: string, name: string): Promise<Pod> {
  return waitFor(`pod ${namespace}/${name} to run`, async () => {
    const pod = await getPod(stage, namespace, name);
    return pod.status.phase === "Running" && pod;
  });
}

/** Resolves to the scheduler's words. */
export function untilRefused(stage: Stage, namespace: string, name: string): Promise<string> {
  return waitFor(`the scheduler to refuse pod ${namespace}/${name}`, async () => {
    const { status } = await getPod(stage, namespace, name);
    return status.conditions?.find(({ reason }) => reason === "Unschedulable")?.message;
  });
}

/** Resolves to the event's message; `name` may be the beginning of the object's. */
export function untilEvent(
  { cluster }: Stage,
  namespace: string,
  name: string,
  wanted: string,
): Promise<string> {
  return waitFor(`${wanted} of ${namespace}/${name}`, async () => {
    const path = `/api/v1/namespaces/${namespace}/events`;
    const { items } = await cluster.request<List<Event>>("GET", path);
    return items.find(
      ({ reason, involvedObject }) => reason === wanted && involvedObject.name.startsWith(name),
    )?.message;
  });
}

function manifest(file: string): string {
  return join(import.meta.dirname, "stuck", file);
}
