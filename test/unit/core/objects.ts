import type { Attachment } from "../../../src/core/model/attachment.ts";
import type { Claim } from "../../../src/core/model/claim.ts";
import type { Consumer, MountPoint } from "../../../src/core/model/consumer.ts";
import type { Inventory } from "../../../src/core/model/inventory.ts";
import { keyOf, type Metadata } from "../../../src/core/model/metadata.ts";
import type { Node } from "../../../src/core/model/node.ts";
import { ATTACH_FAILED, type ObjectEvent } from "../../../src/core/model/object-event.ts";
import type {
  ClaimTemplate,
  Container,
  Placement,
  Pod,
  PodProgress,
  PodVolume,
  PodVolumeSource,
} from "../../../src/core/model/pod.ts";
import type { Quota } from "../../../src/core/model/quota.ts";
import { type Extent, RESOURCES, type Resource } from "../../../src/core/model/resource.ts";
import type { Storage } from "../../../src/core/model/storage.ts";
import type { InstalledDriver, StorageClass } from "../../../src/core/model/storage-class.ts";
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
    spec: {
      volumes,
      containers: [aContainer("app", ...Object.keys(sources))],
      security: null,
    },
    node: "node-a",
    phase: "Running",
    progress: null,
    ...changes,
  };
}

/** Of a pod that may go anywhere and that nothing keeps, read in detail. */
export function aProgress(changes: Partial<PodProgress> = {}): PodProgress {
  return {
    placement: anywhere,
    unschedulable: null,
    waiting: [],
    deletedAt: null,
    gracePeriod: null,
    ...changes,
  };
}

export const anywhere: Placement = {
  nodeName: null,
  nodeSelector: {},
  togetherOn: [],
  affinityNodes: null,
  affinityTerms: null,
  dependsOnPods: false,
};

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
    run: null,
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
    hasDataSource: false,
    selectedNode: null,
    ...changes,
  };
}

/** Of a StatefulSet or of a generic ephemeral volume: ReadWriteOnce, of the default class. */
export function aClaimTemplate(name: string, changes: Partial<ClaimTemplate> = {}): ClaimTemplate {
  return {
    name,
    requestedModes: ["ReadWriteOnce"],
    storageClass: null,
    volumeMode: "Filesystem",
    requested: null,
    hasDataSource: false,
    ...changes,
  };
}

/** The EBS volume of the claim of that name. */
export function aVolume(claim: string, changes: Partial<Volume> = {}): Volume {
  return {
    name: `pv-${claim}`,
    createdAt: null,
    terminating: false,
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
  return {
    ...metadata(name),
    kind: "Deployment",
    replicas: 1,
    template: { ...aPod(name, sources).spec, placement: anywhere },
    templateLabels: {},
    rollout: null,
    claimTemplates: [],
    firstOrdinal: 0,
    retention: null,
    ...changes,
  };
}

/** A node that is ready, of zone eu-1a, with nothing against pods. */
export function aNode(name: string, changes: Partial<Node> = {}): Node {
  return {
    name,
    labels: { "kubernetes.io/hostname": name, "topology.kubernetes.io/zone": "eu-1a" },
    ready: "True",
    readySince: "2026-11-22T20:00:00Z",
    unschedulable: false,
    taints: [],
    volumesInUse: [],
    kubeletVersion: "v1.36.3",
    ...changes,
  };
}

/** What the attach-detach controller says about the pod web-0. */
export function anEvent(message: string, changes: Partial<ObjectEvent> = {}): ObjectEvent {
  return {
    kind: "Pod",
    namespace: "shop",
    name: "web-0",
    uid: "uid-web-0",
    reason: ATTACH_FAILED,
    message,
    lastSeen: "2026-11-22T22:30:00Z",
    ...changes,
  };
}

/** A class of EBS volumes, which waits for the first pod. */
export function aStorageClass(name: string, changes: Partial<StorageClass> = {}): StorageClass {
  return {
    name,
    provisioner: "ebs.csi.aws.com",
    parameters: {},
    bindingMode: "WaitForFirstConsumer",
    isDefault: false,
    reclaimPolicy: "Delete",
    allowsExpansion: false,
    mountOptions: [],
    createdAt: null,
    ...changes,
  };
}

/** A driver whose volumes are attached to nodes. */
export function aDriver(name: string, changes: Partial<InstalledDriver> = {}): InstalledDriver {
  return { name, attachRequired: true, fsGroupPolicy: "ReadWriteOnceWithFSType", ...changes };
}

/** The EBS volume of the claim of that name, attached to the node. */
export function anAttachment(
  claim: string,
  node = "node-a",
  changes: Partial<Attachment> = {},
): Attachment {
  return {
    name: `csi-${claim}-${node}`,
    attacher: "ebs.csi.aws.com",
    node,
    volumeName: `pv-${claim}`,
    attached: true,
    attachError: null,
    detachError: null,
    terminating: false,
    deletedAt: null,
    ...changes,
  };
}

/** Of the namespace shop. */
export function aQuota(name: string, changes: Partial<Quota> = {}): Quota {
  return { namespace: "shop", name, hard: {}, used: {}, ...changes };
}

type Objects = Partial<Omit<Inventory, "claims" | "volumes" | "nodes" | "classes" | "drivers">> & {
  claims?: readonly Claim[];
  volumes?: readonly Volume[];
  nodes?: readonly Node[];
  classes?: readonly StorageClass[];
  drivers?: readonly InstalledDriver[];
};

/** Of a cluster that was read as a whole, unless the extents say otherwise. */
export function anInventory({
  claims = [],
  volumes = [],
  nodes = [],
  classes = [],
  drivers = [],
  ...others
}: Objects = {}): Inventory {
  return {
    readAt: "2026-11-22T23:00:00Z",
    source: { kind: "cluster", context: "prod", server: "https://api.example.com" },
    namespace: null,
    pods: [],
    claims: new Map(claims.map((claim) => [keyOf(claim.namespace, claim.name), claim])),
    volumes: byName(volumes),
    attachments: [],
    classes: byName(classes),
    drivers: byName(drivers),
    nodes: byName(nodes),
    workloads: [],
    controllers: new Map(),
    events: [],
    quotas: [],
    extents: readAsAWhole(),
    gaps: [],
    leftOut: new Map(),
    ...others,
  };
}

function byName<T extends { name: string }>(objects: readonly T[]): Map<string, T> {
  return new Map(objects.map((object) => [object.name, object]));
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
