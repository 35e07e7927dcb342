import type { Consumer, MountPoint, WorkloadReference } from "../model/consumer.ts";
import type { Inventory } from "../model/inventory.ts";
import type { OwnerReference } from "../model/metadata.ts";
import type { Pod, PodSpec, PodVolume, PodVolumeSource } from "../model/pod.ts";
import type { Storage } from "../model/storage.ts";
import { controllerKey, type Workload } from "../model/workload.ts";
import { stateOf } from "./consumer-state.ts";
import { explainReadOnly } from "./read-only.ts";

/** The consumer that a pod is, its mounts still to be found for each piece of storage. */
export function consumerOfPod(pod: Pod, inventory: Inventory): Consumer {
  const owner = pod.owner && referTo(pod.owner);
  return {
    namespace: pod.namespace,
    pod: pod.name,
    podUid: pod.uid,
    node: pod.node,
    phase: pod.phase,
    state: stateOf(pod),
    createdAt: pod.createdAt,
    owner,
    workload: owner && climb(owner, pod.namespace, inventory),
    replicas: 1,
    mounts: [],
  };
}

/** The consumer that a template will be. */
export function consumerOfWorkload(workload: Workload, replicas: number | null): Consumer {
  const reference = { kind: workload.kind, name: workload.name };
  return {
    namespace: workload.namespace,
    pod: null,
    podUid: null,
    node: null,
    phase: null,
    state: "planned",
    createdAt: null,
    owner: reference,
    workload: reference,
    replicas,
    mounts: [],
  };
}

/** Every mount and device by which the pod's containers reach the storage by the pod volume. */
export function mountPointsOf(spec: PodSpec, podVolume: PodVolume, storage: Storage): MountPoint[] {
  const others = findOthersOfClaim(spec, podVolume);
  return spec.containers.flatMap((container) => {
    const from = {
      container: container.name,
      containerType: container.type,
      podVolume: podVolume.name,
    };
    const mounts = container.mounts
      .filter((mount) => mount.podVolume === podVolume.name)
      .map((mount) => ({
        ...from,
        path: mount.path,
        subPath: mount.subPath,
        subPathIsExpression: mount.subPathIsExpression,
        device: false,
        ...explainReadOnly(
          { readOnly: mount.readOnly, device: false },
          podVolume.source,
          storage,
          others,
        ),
      }));
    const devices = container.devices
      .filter((device) => device.podVolume === podVolume.name)
      .map((device) => ({
        ...from,
        path: device.path,
        subPath: "",
        subPathIsExpression: false,
        device: true,
        ...explainReadOnly({ readOnly: false, device: true }, podVolume.source, storage, others),
      }));
    return [...mounts, ...devices];
  });
}

/** What else of the pod names the claim; the kubelet passes over what no container mounts. */
function findOthersOfClaim(
  { volumes, containers }: PodSpec,
  { name, source }: PodVolume,
): PodVolumeSource[] {
  if (source.kind !== "PersistentVolumeClaim" || volumes.length < 2) return [];
  return volumes.flatMap((other) => {
    const isOther =
      other.name !== name &&
      other.source.kind === source.kind &&
      other.source.claim === source.claim &&
      containers.some(({ mounts, devices }) =>
        [...mounts, ...devices].some(({ podVolume }) => podVolume === other.name),
      );
    return isOther ? [other.source] : [];
  });
}

/** How deep owners can stack before a snapshot must be lying: Deployment, ReplicaSet, pod is three. */
const MAX_OWNERS = 8;

/** The workload on top of the owners that were read. */
export function climb(
  owner: WorkloadReference,
  namespace: string,
  inventory: Inventory,
): WorkloadReference {
  let top = owner;
  for (let step = 0; step < MAX_OWNERS; step++) {
    const next = inventory.controllers.get(controllerKey(top.kind, namespace, top.name));
    if (!next) break;
    top = referTo(next);
  }
  return top;
}

function referTo({ kind, name }: OwnerReference): WorkloadReference {
  return { kind, name };
}
