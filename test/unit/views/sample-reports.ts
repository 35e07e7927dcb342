import type {
  ClaimFacts,
  Consumer,
  Finding,
  MountPoint,
  MountReport,
  StorageFacts,
  StorageItem,
} from "../../../src/core/reports/mount/mount-report.ts";
import type { MountViewOptions } from "../../../src/views/mount/mount-view-options.ts";

/** Small reports made by hand, one for each thing that a view must get right. */

export function reportOf(items: StorageItem[], facts: Partial<MountReport> = {}): MountReport {
  return {
    apiVersion: "kubectl-shared/v1alpha1",
    kind: "MountReport",
    readAt: "2026-11-22T23:00:00Z",
    source: { kind: "cluster", context: "prod", server: "https://10.0.0.1:6443" },
    query: {
      namespace: "shop",
      targets: [],
      kinds: ["PersistentVolumeClaim", "EphemeralClaim"],
      selector: null,
      podSelector: null,
      fieldSelector: null,
      deep: false,
    },
    items,
    notShown: {},
    rulesRun: ["waiting-for-attach"],
    rulesNotRun: [],
    gaps: [],
    ...facts,
  };
}

export function itemOf(
  storage: StorageFacts,
  consumers: Consumer[] | null,
  facts: Partial<StorageItem> = {},
): StorageItem {
  const nodes = new Set(consumers?.map(({ node }) => node));
  const writers = consumers?.filter(({ mounts }) => mounts.some(({ readOnly }) => !readOnly));
  return {
    id: `${storage.kind}/${storage.namespace}/${storage.name}`,
    storage,
    consumers,
    sharing: {
      scope: consumers === null ? null : nodes.size > 1 ? "cluster" : "none",
      pods: consumers?.length ?? null,
      nodes: consumers === null ? null : nodes.size,
      writers: writers?.length ?? null,
    },
    overlaps: [],
    findings: [],
    ...facts,
  };
}

export function claimOf(name: string, facts: Partial<ClaimFacts> = {}): ClaimFacts {
  return {
    kind: "PersistentVolumeClaim",
    namespace: "shop",
    name,
    exists: true,
    planned: false,
    labels: {},
    phase: "Bound",
    terminating: false,
    createdAt: "2026-11-01T08:00:00Z",
    requestedModes: ["ReadWriteMany"],
    grantedModes: ["ReadWriteMany"],
    volumeMode: "Filesystem",
    storageClass: "efs-sc",
    requested: "50Gi",
    requestedBytes: 53687091200,
    volume: {
      name: `pvc-${name}`,
      driver: "efs.csi.aws.com",
      handle: "fs-1::fsap-1",
      phase: "Bound",
      reclaimPolicy: "Delete",
      capacity: "50Gi",
      capacityBytes: 53687091200,
      nodeAffinity: null,
    },
    attachments: [],
    ...facts,
  };
}

export function podOf(pod: string, node: string | null, facts: Partial<Consumer> = {}): Consumer {
  return {
    namespace: "shop",
    pod,
    podUid: `uid-${pod}`,
    node,
    phase: "Running",
    state: "running",
    createdAt: "2026-11-22T20:48:00Z",
    owner: null,
    workload: null,
    replicas: 1,
    mounts: [mountOf()],
    ...facts,
  };
}

export function mountOf(facts: Partial<MountPoint> = {}): MountPoint {
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
    ...facts,
  };
}

export function replicasOf(deployment: string, count: number, facts: Partial<Consumer> = {}) {
  return Array.from({ length: count }, (_, index) =>
    podOf(`${deployment}-6c9d4fb5c7-${String(index).padStart(5, "0")}`, `node-${index % 100}`, {
      owner: { kind: "ReplicaSet", name: `${deployment}-6c9d4fb5c7` },
      workload: { kind: "Deployment", name: deployment },
      ...facts,
    }),
  );
}

const WAITING: Finding = {
  rule: "waiting-for-attach",
  severity: "error",
  message:
    'db-7c9f8d6b5-9vvlq waits on node-b for volume pvc-db-data of claim shop/db-data, which is attached to node-a and used there by db-7c9f8d6b5-x2k4p on node-a. The event says: Multi-Attach error for volume "pvc-db-data" Volume is already used by pod(s) db-7c9f8d6b5-x2k4p',
  hint: `Let the old pod stop first: kubectl -n shop patch deployment db -p '{"spec":{"strategy":{"type":"Recreate","rollingUpdate":null}}}'`,
  citation:
    "https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/controller/volume/attachdetach/reconciler/reconciler.go",
};

const ROLLOUT: Finding = {
  rule: "rollout-on-rwo",
  severity: "warning",
  message:
    "Deployment db starts the new pod before it stops the old one (RollingUpdate) on claim shop/db-data, which is ReadWriteOnce: a pod on another node waits for ever, and nothing keeps the pods on one.",
  hint: null,
  citation: "https://github.com/kubernetes/kubernetes/issues/103305",
};

const database = {
  owner: { kind: "ReplicaSet", name: "db-7c9f8d6b5" },
  workload: { kind: "Deployment", name: "db" },
  mounts: [mountOf({ container: "postgres", path: "/var/lib/postgresql/data" })],
};

export const media = itemOf(claimOf("media", { labels: { app: "web", tier: "front" } }), [
  ...["node-a", "node-b", "node-c"].map((node, index) =>
    podOf(`web-6c9d4fb5c7-x2k4${index}`, node, {
      owner: { kind: "ReplicaSet", name: "web-6c9d4fb5c7" },
      workload: { kind: "Deployment", name: "web" },
      mounts: [mountOf({ path: "/srv/media", podVolume: "media" })],
    }),
  ),
  podOf("thumbnails-28871040-kq7wz", "node-a", {
    owner: { kind: "Job", name: "thumbnails-28871040" },
    workload: { kind: "CronJob", name: "thumbnails" },
    mounts: [
      mountOf({
        container: "resize",
        path: "/in",
        subPath: "uploads",
        readOnly: true,
        readOnlyBecause: ["mount"],
      }),
    ],
  }),
]);

export const dbData = itemOf(
  claimOf("db-data", {
    requestedModes: ["ReadWriteOnce"],
    grantedModes: ["ReadWriteOnce"],
    storageClass: "gp3",
    attachments: [
      {
        name: "csi-1",
        node: "node-a",
        attached: true,
        attachError: null,
        detachError: null,
        terminating: false,
      },
    ],
  }),
  [
    podOf("db-7c9f8d6b5-x2k4p", "node-a", database),
    podOf("db-7c9f8d6b5-9vvlq", "node-b", { ...database, phase: "Pending", state: "waiting" }),
  ],
  { findings: [WAITING, ROLLOUT] },
);

export const oldLogs = itemOf(
  claimOf("old-logs", {
    phase: "Pending",
    grantedModes: null,
    volume: null,
    storageClass: null,
  }),
  [],
  { sharing: { scope: "none", pods: 0, nodes: 0, writers: 0 } },
);

/** A shop: shared media, a database stuck on two nodes, a claim that nobody uses. */
export const shop = reportOf([dbData, media, oldLogs], {
  notShown: { EmptyDir: 12, HostPath: 3, Secret: null },
  rulesNotRun: [
    {
      rule: "same-backend",
      needs: "all persistentvolumes",
      reason: "the query reads only a part; -A or --deep reads all",
    },
  ],
});

const cache: StorageFacts = {
  kind: "EmptyDir",
  namespace: "shop",
  name: "cache",
  pod: "log-shipper-0",
  podUid: "uid-1",
  medium: "Memory",
  sizeLimit: "64Mi",
  sizeLimitBytes: 67108864,
};

export const emptyDir = itemOf(
  cache,
  [
    podOf("log-shipper-0", "node-a", {
      mounts: [
        mountOf({ container: "writer", path: "/out" }),
        mountOf({
          container: "reader",
          containerType: "sidecar",
          path: "/in",
          readOnly: true,
          readOnlyBecause: ["mount"],
        }),
      ],
    }),
  ],
  { id: "EmptyDir/shop/log-shipper-0/uid-1/cache" },
);

export const hostPath = itemOf(
  { kind: "HostPath", namespace: null, name: "/var/log", node: "node-a", types: ["Directory"] },
  [
    podOf("agent-x8z2p", "node-a", { mounts: [mountOf({ path: "/host/log" })] }),
    podOf("shipper-k2v9d", "node-a", {
      namespace: "kube-system",
      mounts: [mountOf({ path: "/logs", readOnly: true, readOnlyBecause: ["podVolume"] })],
    }),
  ],
  {
    id: "HostPath/node-a/var/log",
    overlaps: [{ id: "HostPath/node-a/var", relation: "inside" }],
  },
);

/** Every kind of naming side by side. */
export const mixed = reportOf([media, emptyDir, hostPath]);

/** What a user sees who may read pods and little else. */
export const unknown = reportOf(
  [
    itemOf(
      claimOf("secret-data", {
        exists: null,
        phase: null,
        terminating: null,
        createdAt: null,
        requestedModes: null,
        grantedModes: null,
        volumeMode: null,
        storageClass: null,
        requested: null,
        requestedBytes: null,
        volume: null,
        attachments: null,
      }),
      [podOf("web-0", "node-a", { createdAt: null, mounts: [mountOf({ readOnly: null })] })],
      { sharing: { scope: null, pods: null, nodes: null, writers: null } },
    ),
    itemOf(claimOf("unread"), null),
  ],
  {
    readAt: null,
    gaps: [
      {
        resource: "persistentvolumes",
        namespace: null,
        reason: "Forbidden",
        effect: "driver and capacity are unknown",
      },
      {
        resource: "events",
        namespace: "shop",
        reason: "Forbidden",
        effect: "waiting is unexplained",
      },
    ],
  },
);

/** Names as wide as they are long, which no cluster has and a snapshot may. */
export const broad = reportOf([
  itemOf(claimOf("媒体"), [podOf("web-🫠", "node-a", { mounts: [mountOf({ path: "/데이터" })] })]),
  itemOf(claimOf("media"), [podOf("web-0", "node-b")]),
]);

/** Names that try to steer the terminal. */
export const hostile = reportOf(
  [
    itemOf(
      claimOf("evil\u001b[2J\u202Egpj", { labels: { "a\u0007": "b\u009b31m" } }),
      [podOf("p\r\nd", "node\ta", { mounts: [mountOf({ path: "/x\u2066y\u200f" })] })],
      { findings: [{ ...ROLLOUT, message: "a\u001b]0;owned\u0007\nb", rule: "r\u001b[31m" }] },
    ),
  ],
  { gaps: [{ resource: "a\u001bb", namespace: null, reason: "c\u009bd", effect: "e\u202ef" }] },
);

/** A thousand replicas, one of which waits. */
export const crowd = reportOf([
  itemOf(claimOf("assets"), [
    ...replicasOf("cdn", 999),
    podOf("cdn-6c9d4fb5c7-late1", "node-7", {
      state: "waiting",
      owner: { kind: "ReplicaSet", name: "cdn-6c9d4fb5c7" },
      workload: { kind: "Deployment", name: "cdn" },
    }),
  ]),
]);

/** Manifests that are not applied yet. */
export const planned = reportOf([
  itemOf(claimOf("media", { phase: null, volume: null, grantedModes: null, createdAt: null }), [
    podOf("", null, {
      pod: null,
      podUid: null,
      phase: null,
      state: "planned",
      createdAt: null,
      workload: { kind: "Deployment", name: "web" },
      replicas: 3,
    }),
    podOf("", null, {
      pod: null,
      podUid: null,
      phase: null,
      state: "planned",
      createdAt: null,
      workload: { kind: "DaemonSet", name: "agent" },
      replicas: null,
      mounts: [mountOf({ containerType: "init", container: "prepare" })],
    }),
  ]),
]);

export const nothing = reportOf([], { notShown: { EmptyDir: 2 } });

/** Options as for a pipe; a number of columns makes it a terminal. */
export function optionsOf(
  options: Partial<MountViewOptions> & { columns?: number | null; color?: boolean } = {},
): MountViewOptions {
  const { columns = null, color = false, ...others } = options;
  return {
    by: "claim",
    noHeaders: false,
    showLabels: false,
    showNamespace: false,
    terminal: { columns, color, unicode: true },
    ...others,
  };
}
