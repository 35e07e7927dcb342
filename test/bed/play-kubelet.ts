import { createHash } from "node:crypto";
import type {
  Claim,
  Container,
  CsiDriver,
  List,
  Node,
  Pod,
  Volume,
  VolumeAttachment,
} from "./kubernetes-objects.ts";
import { type Player, playLoop } from "./play-loop.ts";
import type { Cluster } from "./start-cluster.ts";

/**
 * Plays the kubelets of all nodes: a pod that was placed waits with `ContainerCreating` until its
 * volumes are bound and attached, then runs; a pod of a Job then succeeds; a pod that was deleted
 * goes away; and each node tells which attachable volumes it uses. No container runs and no volume
 * is mounted: only what a kubelet would write into the API is written. On nodes that are not
 * `alive` nobody plays: what their kubelet wrote last stays. A pod that has not `ended` goes on
 * after it was deleted, as one does that is slow to stop.
 */
export function playKubelets(
  cluster: Cluster,
  alive: (node: string) => boolean = () => true,
  ended: (pod: Pod) => boolean = () => true,
): Player {
  return playLoop(cluster, async () => {
    const storage = await readStorage(cluster);
    const { items: pods } = await cluster.request<List<Pod>>("GET", "/api/v1/pods");
    const placed = pods.filter(({ spec }) => spec.nodeName !== undefined && alive(spec.nodeName));
    const { items: nodes } = await cluster.request<List<Node>>("GET", "/api/v1/nodes");
    const living = nodes.filter(({ metadata }) => alive(metadata.name));
    await reportVolumesInUse(cluster, living, placed, storage);
    const played = placed.filter((pod) => !pod.metadata.deletionTimestamp || ended(pod));
    await Promise.all(played.map((pod) => step(cluster, pod, storage)));
  });
}

async function step(cluster: Cluster, pod: Pod, storage: Storage): Promise<void> {
  if (pod.metadata.deletionTimestamp !== undefined) return removePod(cluster, pod);
  if (pod.status.phase === "Pending") {
    if (storage.ready(pod)) return runPod(cluster, pod);
    if (pod.status.containerStatuses === undefined) return holdPod(cluster, pod);
  }
  if (pod.status.phase === "Running" && pod.spec.restartPolicy !== "Always") {
    const ofJob = pod.metadata.ownerReferences?.some(({ kind }) => kind === "Job");
    if (ofJob) return finishPod(cluster, pod);
  }
}

/** Says that a pod's containers are being created, as kubelets do while they wait for volumes. */
export async function holdPod(cluster: Cluster, pod: Pod): Promise<void> {
  const { init, app } = containersOf(pod);
  const waiting = (reason: string) => (container: Container) => ({
    ...identity(container),
    ready: false,
    started: false,
    state: { waiting: { reason } },
  });
  const unready = [...init, ...app].map(({ name }) => name).join(" ");
  const reason = init.length > 0 ? "PodInitializing" : "ContainerCreating";
  await patchStatus(cluster, pod, {
    phase: "Pending",
    startTime: now(),
    conditions: [
      condition("PodReadyToStartContainers", "False"),
      condition("Initialized", init.length > 0 ? "False" : "True"),
      condition(
        "Ready",
        "False",
        "ContainersNotReady",
        `containers with unready status: [${unready}]`,
      ),
      condition(
        "ContainersReady",
        "False",
        "ContainersNotReady",
        `containers with unready status: [${unready}]`,
      ),
    ],
    ...(init.length > 0 && { initContainerStatuses: init.map(waiting(reason)) }),
    containerStatuses: app.map(waiting(reason)),
  });
}

/** Makes a pod Running: init containers done, sidecars and containers started and ready. */
export async function runPod(cluster: Cluster, pod: Pod): Promise<void> {
  const { init, app } = containersOf(pod);
  const time = now();
  const running = (container: Container) => ({
    ...identity(container),
    containerID: containerId(pod, container),
    ready: true,
    started: true,
    state: { running: { startedAt: time } },
  });
  await patchStatus(cluster, pod, {
    phase: "Running",
    startTime: time,
    conditions: [
      condition("PodReadyToStartContainers", "True"),
      condition("Initialized", "True"),
      condition("Ready", "True"),
      condition("ContainersReady", "True"),
    ],
    ...(init.length > 0 && {
      initContainerStatuses: init.map((container) =>
        container.restartPolicy === "Always" ? running(container) : ended(pod, container, 0),
      ),
    }),
    containerStatuses: app.map(running),
  });
}

/** Ends a pod: Succeeded, or Failed if the exit code is not 0. It stays, as finished pods do. */
export async function finishPod(cluster: Cluster, pod: Pod, exitCode = 0): Promise<void> {
  const { init, app } = containersOf(pod);
  const reason = exitCode === 0 ? "PodCompleted" : "PodFailed";
  await patchStatus(cluster, pod, {
    phase: exitCode === 0 ? "Succeeded" : "Failed",
    conditions: [
      condition("PodReadyToStartContainers", "False"),
      condition("Initialized", "True", ...(exitCode === 0 ? [reason] : [])),
      condition("Ready", "False", reason),
      condition("ContainersReady", "False", reason),
    ],
    ...(init.length > 0 && {
      initContainerStatuses: init.map((container) => ended(pod, container, 0)),
    }),
    containerStatuses: app.map((container) => ended(pod, container, exitCode)),
  });
}

/** Removes a pod that was deleted: the last thing that its kubelet does, when it has ended. */
export async function removePod(cluster: Cluster, pod: Pod): Promise<void> {
  await cluster.request("DELETE", pathOf(pod), {
    apiVersion: "v1",
    kind: "DeleteOptions",
    gracePeriodSeconds: 0,
    preconditions: { uid: pod.metadata.uid },
  });
}

/**
 * Says which volumes a node has mounted. While a volume is named there, the attach-detach
 * controller does not detach it (for six minutes, whatever becomes of the pod).
 */
export async function setVolumesInUse(
  cluster: Cluster,
  node: string,
  uniqueVolumeNames: readonly string[],
): Promise<void> {
  await cluster.request("PATCH", `/api/v1/nodes/${node}/status`, {
    status: { volumesInUse: uniqueVolumeNames },
  });
}

/** A CSI volume's name in `volumesInUse` and `volumesAttached` of a node's status. */
export function uniqueVolumeName(driver: string, handle: string): string {
  return `kubernetes.io/csi/${driver}^${handle}`;
}

async function reportVolumesInUse(
  cluster: Cluster,
  nodes: readonly Node[],
  pods: readonly Pod[],
  storage: Storage,
): Promise<void> {
  await Promise.all(
    nodes.map(async ({ metadata: { name }, status }) => {
      const used = pods
        .filter((pod) => pod.spec.nodeName === name && !isFinished(pod))
        .flatMap((pod) => storage.attachable(pod));
      const volumes = [...new Set(used.map(({ csi }) => csi))]
        .map(({ driver, volumeHandle }) => uniqueVolumeName(driver, volumeHandle))
        .sort();
      const known = [...(status.volumesInUse ?? [])].sort();
      if (volumes.join() !== known.join()) await setVolumesInUse(cluster, name, volumes);
    }),
  );
}

/** What a kubelet knows of volumes, read afresh for each look. */
interface Storage {
  /** Are all claims of the pod bound, and attached to its node where their driver attaches? */
  ready(pod: Pod): boolean;
  /** The volumes of the pod whose driver attaches. */
  attachable(pod: Pod): { name: string; csi: { driver: string; volumeHandle: string } }[];
}

async function readStorage(cluster: Cluster): Promise<Storage> {
  const api = "/apis/storage.k8s.io/v1";
  const [claims, volumes, drivers, attachments] = await Promise.all([
    cluster.request<List<Claim>>("GET", "/api/v1/persistentvolumeclaims"),
    cluster.request<List<Volume>>("GET", "/api/v1/persistentvolumes"),
    cluster.request<List<CsiDriver>>("GET", `${api}/csidrivers`),
    cluster.request<List<VolumeAttachment>>("GET", `${api}/volumeattachments`),
  ]);
  const attaching = new Set(
    drivers.items.filter(({ spec }) => spec.attachRequired).map(({ metadata }) => metadata.name),
  );
  const volumeByName = new Map(volumes.items.map((volume) => [volume.metadata.name, volume]));
  const claimByName = new Map(
    claims.items.map((claim) => [`${claim.metadata.namespace}/${claim.metadata.name}`, claim]),
  );
  const attached = new Set(
    attachments.items
      .filter(({ status, metadata }) => status?.attached && !metadata.deletionTimestamp)
      .map(({ spec }) => `${spec.nodeName}/${spec.source.persistentVolumeName}`),
  );
  const claimsOf = (pod: Pod) =>
    (pod.spec.volumes ?? []).flatMap(({ name, persistentVolumeClaim, ephemeral }) => {
      if (ephemeral) return [`${pod.metadata.namespace}/${pod.metadata.name}-${name}`];
      if (!persistentVolumeClaim) return [];
      return [`${pod.metadata.namespace}/${persistentVolumeClaim.claimName}`];
    });
  const attachable = (pod: Pod) =>
    claimsOf(pod).flatMap((key) => {
      const volume = volumeByName.get(claimByName.get(key)?.spec.volumeName ?? "");
      const csi = volume?.spec.csi;
      if (!volume || !csi || !attaching.has(csi.driver)) return [];
      return [{ name: volume.metadata.name, csi }];
    });
  return {
    attachable,
    ready: (pod) =>
      claimsOf(pod).every((key) => claimByName.get(key)?.status.phase === "Bound") &&
      attachable(pod).every(({ name }) => attached.has(`${pod.spec.nodeName}/${name}`)),
  };
}

function containersOf(pod: Pod): { init: Container[]; app: Container[] } {
  return { init: pod.spec.initContainers ?? [], app: pod.spec.containers };
}

function identity({ name, image }: Container) {
  return { name, image, imageID: "", restartCount: 0 };
}

function containerId(pod: Pod, { name }: Container): string {
  const digest = createHash("sha256").update(`${pod.metadata.uid}/${name}`).digest("hex");
  return `containerd://${digest}`;
}

function ended(pod: Pod, container: Container, exitCode: number) {
  const time = now();
  const id = containerId(pod, container);
  return {
    ...identity(container),
    containerID: id,
    ready: exitCode === 0 && container.restartPolicy !== "Always",
    started: false,
    state: {
      terminated: {
        exitCode,
        reason: exitCode === 0 ? "Completed" : "Error",
        startedAt: time,
        finishedAt: time,
        containerID: id,
      },
    },
  };
}

function condition(type: string, status: "True" | "False", reason?: string, message?: string) {
  return {
    type,
    status,
    lastTransitionTime: now(),
    ...(reason && { reason }),
    ...(message && { message }),
  };
}

function isFinished(pod: Pod): boolean {
  return pod.status.phase === "Succeeded" || pod.status.phase === "Failed";
}

function now(): string {
  return new Date().toISOString().replace(/\.\d+Z$/, "Z");
}

function pathOf(pod: Pod): string {
  return `/api/v1/namespaces/${pod.metadata.namespace}/pods/${pod.metadata.name}`;
}

async function patchStatus(cluster: Cluster, pod: Pod, status: object): Promise<void> {
  // Strategic, so that conditions of others (PodScheduled) stay.
  await cluster.request(
    "PATCH",
    `${pathOf(pod)}/status`,
    { metadata: { uid: pod.metadata.uid }, status },
    { contentType: "application/strategic-merge-patch+json" },
  );
}
