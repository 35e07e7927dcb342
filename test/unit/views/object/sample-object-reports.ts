import type {
  CauseFacts,
  ClaimExplanation,
  ClaimModeAnswer,
  ClassExplanation,
  ClassReport,
  ModeAnswer,
  NodeExplanation,
  ObjectReport,
  PodExplanation,
  Remark,
} from "../../../../src/core/reports/object/object-report.ts";
import type { Terminal, ViewOptions } from "../../../../src/views/view.ts";
import { claimOf, mountOf, podOf, replicasOf } from "../sample-reports.ts";

/** Small reports made by hand, one for each kind of object and each verdict. */

const MODES_PAGE = {
  document: "Persistent Volumes: Access Modes",
  address: "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes",
};

const EBS_README = {
  document: "kubernetes-sigs/aws-ebs-csi-driver docs/multi-attach.md",
  address: "https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/HEAD/docs/multi-attach.md",
};

export function remarkOf(text: string, citations: Remark["citations"] = []): Remark {
  return { text, citations };
}

export function objectReportOf(
  object: ObjectReport["object"],
  headline: string,
  facts: Partial<ObjectReport> = {},
): ObjectReport {
  return {
    apiVersion: "kubectl-shared/v1alpha1",
    kind: "ObjectReport",
    readAt: "2026-11-22T23:00:00Z",
    source: { kind: "cluster", context: "prod", server: "https://10.0.0.1:6443" },
    object,
    headline,
    pods: [],
    claims: [],
    volume: null,
    workload: null,
    node: null,
    storageClass: null,
    findings: [],
    rulesRun: ["waiting-for-attach"],
    rulesNotRun: [],
    gaps: [],
    ...facts,
  };
}

export const heldElsewhere: CauseFacts = {
  rule: "waiting-for-attach",
  severity: "error",
  storage: "PersistentVolumeClaim/shop/db-data",
  message:
    "volume pv-1 of claim shop/db-data keeps db-1 on node-b waiting: it is attached to node-a and used there by db-0",
  evidence: [
    { object: "VolumeAttachment csi-1", field: "spec.nodeName", value: "node-a" },
    { object: "VolumeAttachment csi-1", field: "status.attached", value: "true" },
    {
      object: "Pod shop/db-1",
      field: "FailedAttachVolume",
      value: 'Multi-Attach error for volume "pv-1" Volume is already used by pod(s) db-0',
    },
  ],
  outlook: { endsByItself: false, text: "The volume stays on node-a as long as db-0 runs." },
  fixes: [
    {
      text: "Let the old pod stop first.",
      commands: [
        `kubectl -n shop patch deployment db -p '{"spec":{"strategy":{"type":"Recreate","rollingUpdate":null}}}'`,
      ],
      loses: "db does not answer while the new pod starts.",
    },
    { text: "Run both on node-a.", commands: [], loses: null },
  ],
  citation:
    "https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/controller/volume/attachdetach/reconciler/reconciler.go",
};

export const unbound: CauseFacts = {
  rule: "claim-not-bound",
  severity: "error",
  storage: "PersistentVolumeClaim/shop/cache",
  message: "claim shop/cache is Pending: its class fast is not there",
  evidence: [
    { object: "PersistentVolumeClaim shop/cache", field: "spec.storageClassName", value: "fast" },
  ],
  outlook: { endsByItself: null, text: "It binds when somebody makes the class." },
  fixes: [
    {
      text: "See which classes there are.",
      commands: ["kubectl shared explain classes"],
      loses: null,
    },
  ],
  citation: "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#binding",
};

export function podExplanationOf(
  name: string,
  verdict: PodExplanation["verdict"],
  facts: Partial<PodExplanation> = {},
): PodExplanation {
  return {
    namespace: "shop",
    name,
    node: "node-b",
    state: verdict === "started" ? "running" : "waiting",
    workload: { kind: "Deployment", name: "db" },
    verdict,
    cause: null,
    furtherCauses: [],
    remarks: [],
    ...facts,
  };
}

export const dbClaim: ClaimExplanation = {
  id: "PersistentVolumeClaim/shop/db-data",
  storage: claimOf("db-data", {
    requestedModes: ["ReadWriteOnce"],
    grantedModes: ["ReadWriteOnce"],
    storageClass: "gp3",
    requested: "20Gi",
    requestedBytes: 21474836480,
    volume: {
      name: "pv-1",
      driver: "ebs.csi.aws.com",
      handle: "vol-0a1b2c3d4e5f",
      phase: "Bound",
      reclaimPolicy: "Delete",
      capacity: "20Gi",
      capacityBytes: 21474836480,
      nodeAffinity: "topology.ebs.csi.aws.com/zone in (eu-1a)",
    },
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
  driver: {
    name: "ebs.csi.aws.com",
    product: "Amazon EBS",
    variant: null,
    attaches: true,
    attachesBecause: "CSIDriver",
  },
  modes: [
    claimModeOf("ReadWriteOnce", "yes", { requested: true, granted: true }),
    claimModeOf("ReadOnlyMany", "unknown"),
    claimModeOf("ReadWriteMany", "no", {
      conditions: ["a file system on a disk has one node that writes it"],
      citations: [EBS_README],
    }),
    claimModeOf("ReadWriteOncePod", "yes", { citations: [MODES_PAGE] }),
  ],
  reach: {
    scope: "node",
    where: ["node-a"],
    because: remarkOf("ReadWriteOnce lets one node have it, and it is attached to node-a.", [
      MODES_PAGE,
    ]),
  },
  size: { limit: "device", because: remarkOf("The disk is as large as the volume.") },
  consumers: [podOf("db-0", "node-a"), podOf("db-1", "node-b", { state: "waiting" })],
  sharing: { scope: "cluster", pods: 2, nodes: 2, writers: 2 },
  oneMorePod: [
    {
      place: "same-node",
      example: "node-a",
      answer: "yes",
      because: remarkOf("ReadWriteOnce counts nodes, not pods.", [MODES_PAGE]),
    },
    {
      place: "other-node",
      example: "node-b",
      answer: "no",
      because: remarkOf("It would wait until the volume leaves node-a."),
    },
    {
      place: "other-zone",
      example: null,
      answer: "unknown",
      because: remarkOf("No node says in which zone it is."),
    },
    {
      place: "other-namespace",
      example: null,
      answer: "no",
      because: remarkOf("A claim belongs to its namespace."),
    },
  ],
  remarks: [],
};

export function modeOf(
  mode: string,
  answer: ModeAnswer["answer"],
  facts: Partial<ModeAnswer> = {},
): ModeAnswer {
  return { mode, answer, conditions: [], citations: [], ...facts };
}

export function claimModeOf(
  mode: string,
  answer: ModeAnswer["answer"],
  facts: Partial<ClaimModeAnswer> = {},
): ClaimModeAnswer {
  return { ...modeOf(mode, answer), requested: false, granted: false, ...facts };
}

export const stuckPod = objectReportOf(
  { type: "pod", namespace: "shop", name: "db-1" },
  "db-1 cannot start: its volume is attached to node-a.",
  {
    pods: [
      podExplanationOf("db-1", "stuck", {
        cause: heldElsewhere,
        furtherCauses: [unbound],
        remarks: [remarkOf("ReadWriteOnce is about nodes.", [MODES_PAGE])],
      }),
    ],
    claims: [dbClaim],
    findings: [
      {
        id: "PersistentVolumeClaim/shop/db-data",
        finding: {
          rule: "rollout-on-rwo",
          severity: "warning",
          message:
            "Deployment db starts the new pod before it stops the old one (RollingUpdate) on claim shop/db-data, which is ReadWriteOnce",
          hint: "kubectl -n shop get deployment db -o yaml",
          citation: "https://github.com/kubernetes/kubernetes/issues/103305",
        },
      },
    ],
    rulesNotRun: [
      { rule: "same-backend", needs: "all persistentvolumes", reason: "Forbidden" },
      { rule: "duplicate-handle", needs: "all persistentvolumes", reason: "Forbidden" },
    ],
    gaps: [
      {
        resource: "nodes",
        namespace: null,
        reason: "Forbidden",
        effect: "zones, and whether nodes are ready, are unknown",
      },
    ],
  },
);

export const claim = objectReportOf(
  { type: "claim", namespace: "shop", name: "db-data" },
  "db-data can be used on one node, node-a.",
  {
    pods: [
      podExplanationOf("db-1", "stuck", { cause: heldElsewhere }),
      podExplanationOf("db-0", "started", { node: "node-a" }),
    ],
    claims: [dbClaim],
  },
);

export const volume = objectReportOf(
  { type: "volume", namespace: null, name: "pv-1" },
  "pv-1 belongs to claim shop/db-data.",
  {
    claims: [dbClaim],
    volume: {
      name: "pv-1",
      storage: dbClaim.storage.volume,
      driver: dbClaim.driver,
      grantedModes: ["ReadWriteOnce"],
      claim: { namespace: "shop", name: "db-data" },
      reach: dbClaim.reach,
      remarks: [remarkOf("Deleting the claim deletes the disk.")],
    },
  },
);

/** Too many pods to be told one by one. */
export const workload = objectReportOf(
  { type: "deployment", namespace: "shop", name: "web" },
  "web runs, and its volume can be everywhere.",
  {
    workload: {
      kind: "Deployment",
      namespace: "shop",
      name: "web",
      replicas: 1000,
      strategy: "RollingUpdate",
      surge: 1,
      remarks: [remarkOf("A rollout needs the volume twice, which ReadWriteMany allows.")],
    },
    pods: [
      ...Array.from({ length: 40 }, (_, index) =>
        podExplanationOf(`web-${index}`, "waits", {
          workload: { kind: "Deployment", name: "web" },
        }),
      ),
      ...Array.from({ length: 960 }, (_, index) =>
        podExplanationOf(`web-${index + 40}`, "started"),
      ),
    ],
    claims: [
      {
        ...dbClaim,
        id: "PersistentVolumeClaim/shop/media",
        storage: claimOf("media"),
        reach: { scope: "cluster", where: [], because: remarkOf("EFS is a file server.") },
        consumers: replicasOf("web", 1000),
        sharing: { scope: "cluster", pods: 1000, nodes: 100, writers: 1000 },
      },
    ],
  },
);

const nodeFacts: NodeExplanation = {
  name: "node-a",
  ready: false,
  readySince: "2026-11-22T22:48:00Z",
  unschedulable: true,
  outOfService: false,
  zone: "eu-1a",
  otherNodesInZone: 1,
  pods: [
    ...Array.from({ length: 12 }, (_, index) => ({
      namespace: "shop",
      name: `web-${index}`,
      workload: { kind: "Deployment", name: "web" },
      fate: "replaced" as const,
      because: remarkOf("its ReplicaSet makes another pod elsewhere"),
    })),
    {
      namespace: "shop",
      name: "db-0",
      workload: { kind: "StatefulSet", name: "db" },
      fate: "waits",
      because: remarkOf("a StatefulSet makes another one only when this object is gone"),
    },
    ...Array.from({ length: 26 }, (_, index) => ({
      namespace: "tools",
      name: `job-${String(index).padStart(2, "0")}`,
      workload: null,
      fate: "ends" as const,
      because: remarkOf("nobody makes another one: it has no controller"),
    })),
    {
      namespace: "kube-system",
      name: "proxy-x",
      workload: { kind: "DaemonSet", name: "proxy" },
      fate: "stays",
      because: remarkOf("a DaemonSet has one for this node"),
    },
    {
      namespace: "shop",
      name: "odd-1",
      workload: { kind: "Rollout", name: "odd" },
      fate: "unknown",
      because: remarkOf("what its controller does is not known here"),
    },
  ],
  pinned: [
    {
      id: "PersistentVolumeClaim/shop/db-data",
      volume: "pv-1",
      to: "zone",
      where: ["eu-1a"],
      because: remarkOf("no other node is in that zone"),
    },
  ],
  lost: [
    {
      id: "EmptyDir/shop/web-0/6b1f2c34-0000-4000-8000-000000000001/cache",
      kind: "EmptyDir",
      pods: ["shop/web-0"],
      because: remarkOf("it is on the node's disk, and is deleted with its pod"),
    },
    {
      id: "HostPath/node-a/var/log",
      kind: "HostPath",
      pods: ["shop/web-0", "shop/web-1"],
      because: remarkOf("it is a path of this node"),
    },
  ],
  broken: [
    {
      id: "PersistentVolumeClaim/shop/db-data",
      pods: ["shop/db-0", "shop/web-0"],
      because: remarkOf("it is ReadWriteOnce: they can have it together only on one node", [
        MODES_PAGE,
      ]),
    },
  ],
  remarks: [],
};

export const node = objectReportOf(
  { type: "node", namespace: null, name: "node-a" },
  "If node-a goes, 26 pods end and 1 waits.",
  { node: nodeFacts },
);

export const gp3: ClassExplanation = {
  name: "gp3",
  provisioner: "ebs.csi.aws.com",
  product: "Amazon EBS",
  installed: true,
  isDefault: true,
  bindingMode: "WaitForFirstConsumer",
  reclaimPolicy: "Delete",
  allowsExpansion: true,
  parameters: { type: "gp3" },
  attaches: true,
  filesystem: [
    modeOf("ReadWriteOnce", "yes"),
    modeOf("ReadOnlyMany", "unknown"),
    modeOf("ReadWriteMany", "no", { conditions: ["a disk's file system has one node"] }),
    modeOf("ReadWriteOncePod", "yes"),
  ],
  block: [
    modeOf("ReadWriteOnce", "yes"),
    modeOf("ReadOnlyMany", "unknown"),
    modeOf("ReadWriteMany", "conditional", {
      conditions: ["the class says `type: io2`"],
      citations: [EBS_README],
    }),
    modeOf("ReadWriteOncePod", "yes"),
  ],
  size: { limit: "device", because: remarkOf("The disk is as large as the volume.") },
  missing: [],
  incomplete: null,
  staticOnly: false,
  remarks: [],
};

export const efs: ClassExplanation = {
  ...gp3,
  name: "efs-sc",
  provisioner: "efs.csi.aws.com",
  product: "Amazon EFS",
  isDefault: false,
  bindingMode: "Immediate",
  allowsExpansion: false,
  parameters: { fileSystemId: "fs-1" },
  attaches: false,
  filesystem: ["ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod"].map((mode) =>
    modeOf(mode, "yes"),
  ),
  block: ["ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod"].map((mode) =>
    modeOf(mode, "not-applicable"),
  ),
  size: { limit: "none", because: remarkOf("EFS grows as it is written.") },
  missing: [
    {
      ...remarkOf("provisioningMode: the driver refuses to make a volume without it."),
      demanded: true,
    },
  ],
  incomplete: remarkOf("it lacks provisioningMode, and the driver refuses."),
  remarks: [],
};

export const foreign: ClassExplanation = {
  ...gp3,
  name: "shiny",
  provisioner: "shiny.example.com",
  product: null,
  installed: false,
  isDefault: false,
  parameters: {},
  attaches: null,
  filesystem: gp3.filesystem.map(({ mode }) => modeOf(mode, "unknown")),
  block: gp3.block.map(({ mode }) => modeOf(mode, "unknown")),
  size: { limit: null, because: remarkOf("") },
};

export const storageClass = objectReportOf(
  { type: "storageclass", namespace: null, name: "efs-sc" },
  "efs-sc gives every mode, but misses a parameter.",
  { storageClass: efs },
);

export function classReportOf(items: ClassExplanation[], facts: Partial<ClassReport> = {}) {
  const report: ClassReport = {
    apiVersion: "kubectl-shared/v1alpha1",
    kind: "ClassReport",
    readAt: "2026-11-22T23:00:00Z",
    source: { kind: "cluster", context: "prod", server: "https://10.0.0.1:6443" },
    items,
    gaps: [],
    ...facts,
  };
  return report;
}

export const classes = classReportOf([efs, gp3, foreign]);

/** What came in from outside and wants to steer the reader's terminal or page. */
export const HOSTILE = "\u001b[2J\u202e|<img src=x>`*_[a](http://x)";

export const hostile = objectReportOf({ type: "pod", namespace: HOSTILE, name: HOSTILE }, HOSTILE, {
  pods: [
    podExplanationOf(HOSTILE, "stuck", {
      node: HOSTILE,
      cause: {
        ...heldElsewhere,
        message: HOSTILE,
        evidence: [{ object: HOSTILE, field: HOSTILE, value: HOSTILE }],
        outlook: { endsByItself: null, text: HOSTILE },
        fixes: [{ text: HOSTILE, commands: [HOSTILE], loses: HOSTILE }],
      },
      remarks: [remarkOf(HOSTILE)],
    }),
  ],
  claims: [
    {
      ...dbClaim,
      storage: claimOf(HOSTILE, { storageClass: HOSTILE }),
      consumers: [podOf(HOSTILE, HOSTILE, { mounts: [mountOf({ container: HOSTILE })] })],
    },
  ],
  gaps: [{ resource: HOSTILE, namespace: null, reason: HOSTILE, effect: HOSTILE }],
});

const TERMINAL: Terminal = { columns: 80, color: false, unicode: true };

export function viewOptionsOf(facts: Partial<Terminal> = {}): ViewOptions {
  return { terminal: { ...TERMINAL, ...facts } };
}
