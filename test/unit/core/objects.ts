import type { Claim } from "../../../src/core/model/claim.ts";
import type { Consumer, MountPoint } from "../../../src/core/model/consumer.ts";
import type { Inventory } from "../../../src/core/model/inventory.ts";
import { keyOf, type Metadata } from "../../../src/core/model/metadata.ts";
import type { Container, Pod, PodVolume, PodVolumeSource } from "../../../src/core/model/pod.ts";
import { type Extent, RESOURCES, type Resource } from "../../../src/core/model/resource.ts";
import type { Storage } from "../../../src/core/model/storage.ts";
import type { Volume } from "../../../src/core/model/volume.ts";
import type { Workload } from "../../../src/core/model/workload.ts";
import { countSharing } from "../../../src/core/sharing/count-sharing.ts";

// Objects of the model for tests: usual ones, but for what the test is about.

const metadata = (name: string): Metadata => ({
  namespace: "shop",
  name,
  uid: `uid-${name}`,
  labels: {},
  createdAt: "2026-11-22T22:00:00Z",
  terminating: false,
  owner: null,
});

/** A running pod on node-a whose container `app` mounts each volume at `/NAME`. */
export function aPod(
  name: string,
  sources: Readonly<Record<string, PodVolumeSource>>,
  changes: Partial<Pod> = {},
): Pod {
  const volumes = Object.entries(sources).map(([name, source]): PodVolume => ({ name, source }));
  return {
    ...metadata(name),
    spec: { volumes, containers: [aContainer("app", ...Object.keys(sources))] },
    node: "node-a",
    phase: "Running",
    ...changes,
  };
}

/** A container that mounts the pod volumes, to write to them. */
export function aContainer(name: string, ...podVolumes: string[]): Container {
  return {
    name,
    type: "container",
    mounts: podVolumes.map((podVolume) => ({
      podVolume,
      path: `/${podVolume}`,
      subPath: "",
      subPathIsExpression: false,
      readOnly: false,
    })),
    devices: [],
  };
}

export function claimSource(claim: string, readOnly = false): PodVolumeSource {
  return { kind: "PersistentVolumeClaim", claim, readOnly };
}

export const emptyDir: PodVolumeSource = { kind: "EmptyDir", medium: "", sizeLimit: null };

export const hostPath = (path: string): PodVolumeSource => ({ kind: "HostPath", path, type: "" });

/** A bound claim, ReadWriteOnce, of 5Gi; its volume is `pv-NAME`. */
export function aClaim(name: string, changes: Partial<Claim> = {}): Claim {
  return {
    ...metadata(name),
    isPlanned: false,
    provisioner: null,
    requestedModes: ["ReadWriteOnce"],
    grantedModes: ["ReadWriteOnce"],
    capacity: "5Gi",
    phase: "Bound",
    volumeMode: "Filesystem",
    storageClass: "gp3",
    volumeName: `pv-${name}`,
    requested: "5Gi",
    ...changes,
  };
}

/** The EBS volume of the claim of that name. */
export function aVolume(claim: string, changes: Partial<Volume> = {}): Volume {
  return {
    ...metadata(`pv-${claim}`),
    namespace: "",
    phase: "Bound",
    grantedModes: ["ReadWriteOnce"],
    volumeMode: "Filesystem",
    storageClass: "gp3",
    reclaimPolicy: "Delete",
    capacity: "5Gi",
    claim: { namespace: "shop", name: claim },
    mountOptions: [],
    source: {
      plugin: "csi",
      driver: "ebs.csi.aws.com",
      handle: `vol-${claim}`,
      readOnly: false,
      attributes: {},
    },
    nodeAffinity: null,
    ...changes,
  };
}

/** A Deployment of one pod whose container `app` mounts each volume at `/NAME`. */
export function aWorkload(
  name: string,
  sources: Readonly<Record<string, PodVolumeSource>>,
  changes: Partial<Workload> = {},
): Workload {
  const placement = { nodeName: null, nodeSelector: {}, togetherOn: [], affinityNodes: null };
  return {
    ...metadata(name),
    kind: "Deployment",
    replicas: 1,
    template: { ...aPod(name, sources).spec, placement },
    templateLabels: {},
    rollout: null,
    claimTemplates: [],
    firstOrdinal: 0,
    ...changes,
  };
}

type Objects = Partial<Omit<Inventory, "claims" | "volumes">> & {
  claims?: readonly Claim[];
  volumes?: readonly Volume[];
};

/** Of a cluster that was read as a whole, unless the extents say otherwise. */
export function anInventory({ claims = [], volumes = [], ...others }: Objects = {}): Inventory {
  return {
    readAt: "2026-11-22T23:00:00Z",
    source: { kind: "cluster", context: "prod", server: "https://api.example.com" },
    namespace: null,
    pods: [],
    claims: new Map(claims.map((claim) => [keyOf(claim.namespace, claim.name), claim])),
    volumes: new Map(volumes.map((volume) => [volume.name, volume])),
    attachments: [],
    classes: new Map(),
    drivers: new Map(),
    nodes: new Set(),
    workloads: [],
    controllers: new Map(),
    attachEvents: [],
    extents: readAsAWhole(),
    gaps: [],
    leftOut: new Map(),
    ...others,
  };
}

export function readAsAWhole(): Record<Resource, Extent> {
  const whole: Extent = { of: "cluster" };
  return Object.fromEntries(RESOURCES.map((it) => [it, whole])) as Record<Resource, Extent>;
}

/** A running pod on node-a that writes. */
export function aConsumer(changes: Partial<Consumer> = {}): Consumer {
  return {
    namespace: "shop",
    pod: "web-0",
    podUid: "uid-web-0",
    node: "node-a",
    phase: "Running",
    state: "running",
    createdAt: null,
    owner: null,
    workload: null,
    replicas: 1,
    mounts: [aMount()],
    ...changes,
  };
}

export function aMount(changes: Partial<MountPoint> = {}): MountPoint {
  return {
    container: "app",
    containerType: "container",
    podVolume: "data",
    path: "/data",
    subPath: "",
    subPathIsExpression: false,
    device: false,
    readOnly: false,
    readOnlyBecause: [],
    ...changes,
  };
}

/** The storage that a bound claim is, with these consumers. */
export function aStorage(name: string, changes: Partial<Storage> = {}): Storage {
  const storage: Storage = {
    id: `PersistentVolumeClaim/shop/${name}`,
    kind: "PersistentVolumeClaim",
    namespace: "shop",
    name,
    node: null,
    pod: null,
    claim: aClaim(name),
    volume: aVolume(name),
    sources: [],
    consumers: [],
    sharing: countSharing([]),
    ...changes,
  };
  return { ...storage, sharing: changes.sharing ?? countSharing(storage.consumers) };
}
