import { expect } from "chai";
import { RESOURCES, type Resource } from "../../../../../../src/core/model/resource.ts";
import { readMessage } from "../../../../../../src/sources/cluster/protobuf/message.ts";
import {
  MESSAGES,
  MESSAGES_IN_DETAIL,
} from "../../../../../../src/sources/cluster/protobuf/messages/messages.ts";
import { WireReader } from "../../../../../../src/sources/cluster/protobuf/wire-reader.ts";
import { encode, type WireField } from "../encode.ts";

// The numbers below are those of the API's generated.proto files, written down a second time.

const read = (resource: Resource, ...fields: WireField[]) =>
  readMessage(new WireReader(encode(...fields)), MESSAGES[resource]);

const readInDetail = (resource: Resource, ...fields: WireField[]) =>
  readMessage(new WireReader(encode(...fields)), MESSAGES_IN_DETAIL[resource]);

/** `metadata` with the name alone, field 1 of every object. */
const named = (name: string): WireField => [1, encode([1, name])];

const expression = (key: string, operator: string, ...values: string[]) =>
  encode([1, key], [2, operator], ...values.map((value): WireField => [3, value]));

const podTemplate = encode(
  [1, encode([11, encode([1, "app"], [2, "web"])])],
  [
    2,
    encode(
      [7, encode([1, "disk"], [2, "ssd"])],
      [10, "node-a"],
      [
        18,
        encode(
          [1, encode([1, encode([1, encode([1, expression("zone", "In", "a")])])])],
          [2, encode([1, encode([1, encode([1, encode([1, "app"], [2, "web"])])], [3, "host"])])],
        ),
      ],
    ),
  ],
);

const template = {
  metadata: { labels: { app: "web" } },
  spec: {
    nodeSelector: { disk: "ssd" },
    nodeName: "node-a",
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [
            { matchExpressions: [{ key: "zone", operator: "In", values: ["a"] }] },
          ],
        },
      },
      podAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [
          { labelSelector: { matchLabels: { app: "web" } }, topologyKey: "host" },
        ],
      },
    },
  },
};

describe("the messages of the API's resources", () => {
  it("are there for every resource, and know the name in its metadata", () => {
    for (const resource of RESOURCES) {
      for (const reading of [read, readInDetail]) {
        expect(reading(resource, named("x")), resource).to.deep.equal({ metadata: { name: "x" } });
      }
    }
  });

  it("read a claim", () => {
    const spec = encode(
      [1, "ReadWriteMany"],
      [1, "ReadOnlyMany"],
      [2, encode([2, encode([1, "storage"], [2, encode([1, "5Gi"])])])],
      [3, "pv-1"],
      [5, ""],
      [6, "Filesystem"],
    );
    const status = encode(
      [1, "Bound"],
      [2, "ReadWriteMany"],
      [3, encode([1, "storage"], [2, encode([1, "8Gi"])])],
    );
    expect(read("persistentvolumeclaims", named("media"), [2, spec], [3, status])).to.deep.equal({
      metadata: { name: "media" },
      spec: {
        accessModes: ["ReadWriteMany", "ReadOnlyMany"],
        resources: { requests: { storage: "5Gi" } },
        volumeName: "pv-1",
        storageClassName: "",
        volumeMode: "Filesystem",
      },
      status: { phase: "Bound", accessModes: ["ReadWriteMany"], capacity: { storage: "8Gi" } },
    });
  });

  it("read that a claim is to be filled, but not from what", () => {
    const source = encode([1, "snapshot.storage.k8s.io"], [2, "VolumeSnapshot"], [3, "s"]);
    const spec = encode([7, source], [8, source]);
    expect(read("persistentvolumeclaims", [2, spec])).to.deep.equal({
      spec: { dataSource: {}, dataSourceRef: {} },
    });
  });

  it("read a volume, its source beside its other fields", () => {
    const csi = encode(
      [1, "ebs.csi.aws.com"],
      [2, "vol-1"],
      [3, true],
      [4, "ext4"],
      [5, encode([1, "a"], [2, "b"])],
    );
    const term = encode(
      [1, expression("zone", "Exists")],
      [2, expression("metadata.name", "In", "n")],
    );
    const spec = encode(
      [1, encode([1, "storage"], [2, encode([1, "5Gi"])])],
      [2, encode([22, csi])],
      [3, "ReadWriteOnce"],
      [4, encode([1, "PersistentVolumeClaim"], [2, "shop"], [3, "media"])],
      [5, "Delete"],
      [6, "gp3"],
      [7, "ro"],
      [7, "hard"],
      [8, "Block"],
      [9, encode([1, encode([1, term])])],
    );
    expect(
      read("persistentvolumes", named("pv-1"), [2, spec], [3, encode([1, "Bound"])]),
    ).to.deep.equal({
      metadata: { name: "pv-1" },
      spec: {
        capacity: { storage: "5Gi" },
        csi: {
          driver: "ebs.csi.aws.com",
          volumeHandle: "vol-1",
          readOnly: true,
          volumeAttributes: { a: "b" },
        },
        accessModes: ["ReadWriteOnce"],
        claimRef: { namespace: "shop", name: "media" },
        persistentVolumeReclaimPolicy: "Delete",
        storageClassName: "gp3",
        mountOptions: ["ro", "hard"],
        volumeMode: "Block",
        nodeAffinity: {
          required: {
            nodeSelectorTerms: [
              {
                matchExpressions: [{ key: "zone", operator: "Exists" }],
                matchFields: [{ key: "metadata.name", operator: "In", values: ["n"] }],
              },
            ],
          },
        },
      },
      status: { phase: "Bound" },
    });
  });

  it("read a pod: its volumes and what its containers mount", () => {
    const volume = (name: string, number: number, source: Buffer): WireField => [
      1,
      encode([1, name], [2, encode([number, source])]),
    ];
    const mount = encode([1, "data"], [2, true], [3, "/srv"], [4, "sub"], [6, "$(POD)"]);
    const spec = encode(
      volume("data", 10, encode([1, "media"], [2, true])),
      volume("cache", 2, encode([1, "Memory"], [2, encode([1, "1Gi"])])),
      volume("later", 31, encode([1, "x"])),
      [2, encode([1, "app"], [2, "image"], [9, mount], [21, encode([1, "data"], [2, "/dev/x"])])],
      [10, "node-a"],
      [20, encode([1, "proxy"], [24, "Always"])],
      [34, encode([1, encode([1, "debug"], [9, encode([1, "data"], [3, "/d"])])], [2, "app"])],
    );
    expect(read("pods", named("web-0"), [2, spec], [3, encode([1, "Running"])])).to.deep.equal({
      metadata: { name: "web-0" },
      spec: {
        volumes: [
          { name: "data", persistentVolumeClaim: { claimName: "media", readOnly: true } },
          { name: "cache", emptyDir: { medium: "Memory", sizeLimit: "1Gi" } },
          { name: "later", field31: {} },
        ],
        containers: [
          {
            name: "app",
            volumeMounts: [
              {
                name: "data",
                readOnly: true,
                mountPath: "/srv",
                subPath: "sub",
                subPathExpr: "$(POD)",
              },
            ],
            volumeDevices: [{ name: "data", devicePath: "/dev/x" }],
          },
        ],
        nodeName: "node-a",
        initContainers: [{ name: "proxy", restartPolicy: "Always" }],
        ephemeralContainers: [{ name: "debug", volumeMounts: [{ name: "data", mountPath: "/d" }] }],
      },
      status: { phase: "Running" },
    });
  });

  it("read what a projected volume is put together from", () => {
    const reference = encode([1, encode([1, "settings"])]);
    const projected = encode(
      [1, encode([1, reference])],
      [1, encode([3, reference])],
      [1, encode([4, encode([3, "token"])])],
      [1, encode([5, encode([1, "bundle"])])],
      [1, encode([99, Buffer.alloc(0)])],
    );
    const spec = encode([1, encode([1, "all"], [2, encode([26, projected])])]);
    expect(read("pods", [2, spec])).to.deep.equal({
      spec: {
        volumes: [
          {
            name: "all",
            projected: {
              sources: [
                { secret: { name: "settings" } },
                { configMap: { name: "settings" } },
                { serviceAccountToken: {} },
                { clusterTrustBundle: { name: "bundle" } },
                { field99: {} },
              ],
            },
          },
        ],
      },
    });
  });

  it("read a generic ephemeral volume's claim to be", () => {
    const claim = encode([2, encode([1, "ReadWriteOnce"], [5, "fast"])]);
    const spec = encode([1, encode([1, "scratch"], [2, encode([29, encode([1, claim])])])]);
    expect(read("pods", [2, spec])).to.deep.equal({
      spec: {
        volumes: [
          {
            name: "scratch",
            ephemeral: {
              volumeClaimTemplate: {
                spec: { accessModes: ["ReadWriteOnce"], storageClassName: "fast" },
              },
            },
          },
        ],
      },
    });
  });

  it("read a VolumeAttachment with its errors", () => {
    const error = (message: string) => encode([1, encode([1, 1_790_000_000])], [2, message]);
    expect(
      read(
        "volumeattachments",
        [2, encode([1, "ebs.csi.aws.com"], [2, encode([1, "pv-1"])], [3, "node-a"])],
        [3, encode([1, false], [3, error("attach")], [4, error("detach")])],
      ),
    ).to.deep.equal({
      spec: {
        attacher: "ebs.csi.aws.com",
        source: { persistentVolumeName: "pv-1" },
        nodeName: "node-a",
      },
      status: {
        attached: false,
        attachError: { message: "attach" },
        detachError: { message: "detach" },
      },
    });
  });

  it("read a StorageClass and a CSIDriver", () => {
    expect(
      read(
        "storageclasses",
        [1, encode([1, "gp3"], [12, encode([1, "default"], [2, "true"])])],
        [2, "ebs.csi.aws.com"],
        [3, encode([1, "type"], [2, "gp3"])],
        [4, "Retain"],
        [5, "tls"],
        [5, "ro"],
        [6, true],
        [7, "WaitForFirstConsumer"],
      ),
    ).to.deep.equal({
      metadata: { name: "gp3", annotations: { default: "true" } },
      provisioner: "ebs.csi.aws.com",
      parameters: { type: "gp3" },
      reclaimPolicy: "Retain",
      mountOptions: ["tls", "ro"],
      allowVolumeExpansion: true,
      volumeBindingMode: "WaitForFirstConsumer",
    });
    expect(read("csidrivers", [2, encode([1, false], [5, "File"])])).to.deep.equal({
      spec: { attachRequired: false, fsGroupPolicy: "File" },
    });
  });

  it("read an event with all the times that it may have", () => {
    const at = encode([1, 1_790_000_000], [2, 700_000]);
    expect(
      read(
        "events",
        [2, encode([1, "Pod"], [2, "shop"], [3, "web-0"], [4, "uid-1"])],
        [3, "FailedAttachVolume"],
        [4, "Multi-Attach error"],
        [7, at],
        [10, at],
        [11, encode([1, 5], [2, at])],
      ),
    ).to.deep.equal({
      involvedObject: { kind: "Pod", namespace: "shop", name: "web-0", uid: "uid-1" },
      reason: "FailedAttachVolume",
      message: "Multi-Attach error",
      lastTimestamp: "2026-09-21T14:13:20Z",
      eventTime: "2026-09-21T14:13:20.000700Z",
      series: { lastObservedTime: "2026-09-21T14:13:20.000700Z" },
    });
  });

  it("read a node with its taints, its conditions and the volumes in use", () => {
    const spec = encode(
      [1, "10.0.0.0/24"],
      [4, true],
      [5, encode([1, "node.kubernetes.io/out-of-service"], [2, "off"], [3, "NoExecute"])],
    );
    const ready = encode(
      [1, "Ready"],
      [2, "Unknown"],
      [3, encode([1, 1_790_000_060])],
      [4, encode([1, 1_790_000_000])],
      [5, "NodeStatusUnknown"],
    );
    const info = encode([6, "containerd://2.1.0"], [7, "v1.36.3"]);
    const inUse = ["kubernetes.io/csi/d^a", "kubernetes.io/csi/d^b"].map((it) => [9, it] as const);
    const status = encode([4, ready], [7, info], ...inUse);
    expect(read("nodes", named("node-a"), [2, spec], [3, status])).to.deep.equal({
      metadata: { name: "node-a" },
      spec: {
        unschedulable: true,
        taints: [{ key: "node.kubernetes.io/out-of-service", value: "off", effect: "NoExecute" }],
      },
      status: {
        conditions: [
          { type: "Ready", status: "Unknown", lastTransitionTime: "2026-09-21T14:13:20Z" },
        ],
        nodeInfo: { kubeletVersion: "v1.36.3" },
        volumesInUse: ["kubernetes.io/csi/d^a", "kubernetes.io/csi/d^b"],
      },
    });
  });

  it("read a quota with what is enforced and what is taken", () => {
    const amount = (name: string, value: string) => encode([1, name], [2, encode([1, value])]);
    expect(
      read(
        "resourcequotas",
        [2, encode([1, amount("pods", "9")])],
        [
          3,
          encode(
            [1, amount("pods", "4")],
            [1, amount("requests.storage", "10Gi")],
            [2, amount("pods", "1")],
          ),
        ],
      ),
    ).to.deep.equal({
      spec: { hard: { pods: "9" } },
      status: { hard: { pods: "4", "requests.storage": "10Gi" }, used: { pods: "1" } },
    });
  });

  it("read a Deployment with its rollout", () => {
    const surge = encode([1, 1], [2, 0], [3, "25%"]);
    const missing = encode([1, 0], [2, 1]);
    const strategy = encode([1, "RollingUpdate"], [2, encode([1, missing], [2, surge])]);
    expect(read("deployments", [2, encode([1, 0], [3, podTemplate], [4, strategy])])).to.deep.equal(
      {
        spec: {
          replicas: 0,
          template,
          strategy: {
            type: "RollingUpdate",
            rollingUpdate: { maxUnavailable: 1, maxSurge: "25%" },
          },
        },
      },
    );
  });

  it("read a StatefulSet with its claim templates, what becomes of them, and its first ordinal", () => {
    const claim = encode([1, encode([1, "data"])]);
    const retention = encode([1, "Delete"], [2, "Retain"]);
    const spec = encode(
      [1, 2],
      [3, podTemplate],
      [4, claim],
      [10, retention],
      [11, encode([1, 5])],
    );
    expect(read("statefulsets", [2, spec])).to.deep.equal({
      spec: {
        replicas: 2,
        template,
        volumeClaimTemplates: [{ metadata: { name: "data" } }],
        persistentVolumeClaimRetentionPolicy: { whenDeleted: "Delete", whenScaled: "Retain" },
        ordinals: { start: 5 },
      },
    });
  });

  it("read the other controllers' templates, each at its own number", () => {
    expect(read("replicasets", [2, encode([1, 2], [3, podTemplate])])).to.deep.equal({
      spec: { replicas: 2, template },
    });
    expect(read("replicationcontrollers", [2, encode([1, 2], [3, podTemplate])])).to.deep.equal({
      spec: { replicas: 2, template },
    });
    expect(read("daemonsets", [2, encode([2, podTemplate])])).to.deep.equal({ spec: { template } });
  });

  it("read a Job with its conditions, and a CronJob with its Job", () => {
    const jobSpec = encode([1, 3], [6, podTemplate], [10, true]);
    const status = encode([1, encode([1, "Complete"], [2, "True"])]);
    expect(read("jobs", [2, jobSpec], [3, status])).to.deep.equal({
      spec: { parallelism: 3, template, suspend: true },
      status: { conditions: [{ type: "Complete", status: "True" }] },
    });
    expect(read("cronjobs", [2, encode([4, true], [5, encode([2, jobSpec])])])).to.deep.equal({
      spec: { suspend: true, jobTemplate: { spec: { parallelism: 3, template, suspend: true } } },
    });
  });
});

/** A container, a spec and a status with all that a read in detail asks for. */
const containerInDetail = encode(
  [1, "app"],
  [2, "busybox:1.37"],
  [3, "sh"],
  [3, "-c"],
  [4, "sleep 1d"],
  [5, "/work"],
  [18, true],
  [22, encode([3, 5])],
);

const detailed = {
  name: "app",
  image: "busybox:1.37",
  command: ["sh", "-c"],
  args: ["sleep 1d"],
  tty: true,
  startupProbe: {},
};

const security: WireField = [14, encode([2, 0], [3, true], [4, 3000], [4, 4000], [5, 2000])];

const securityContext = { runAsUser: 0, supplementalGroups: [3000, 4000], fsGroup: 2000 };

describe("the messages of the API's resources, in detail", () => {
  it("read what the containers of a pod run, and where it may go", () => {
    const hostTerm = encode([1, encode([1, encode([1, "app"], [2, "web"])])], [3, "host"]);
    const spec = encode(
      [2, containerInDetail],
      [7, encode([1, "disk"], [2, "ssd"])],
      security,
      [18, encode([2, encode([1, hostTerm])])],
      [20, encode([1, "setup"], [2, "alpine"])],
      [34, encode([1, containerInDetail])],
    );
    expect(readInDetail("pods", [2, spec])).to.deep.equal({
      spec: {
        containers: [detailed],
        nodeSelector: { disk: "ssd" },
        securityContext,
        affinity: {
          podAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: [
              { labelSelector: { matchLabels: { app: "web" } }, topologyKey: "host" },
            ],
          },
        },
        initContainers: [{ name: "setup", image: "alpine" }],
        ephemeralContainers: [detailed],
      },
    });
  });

  it("read how far a pod has come", () => {
    const waits = (name: string, reason: string, message: string) =>
      encode([1, name], [2, encode([1, encode([1, reason], [2, message])])], [4, false]);
    const runs = encode([1, "proxy"], [2, encode([2, encode([1, encode([1, 1_790_000_000])])])]);
    const unscheduled = encode(
      [1, "PodScheduled"],
      [2, "False"],
      [4, encode([1, 1_790_000_000])],
      [5, "Unschedulable"],
      [6, "0/2 nodes are available"],
    );
    const status = encode(
      [1, "Pending"],
      [2, unscheduled],
      [8, waits("app", "ContainerCreating", "")],
      [8, runs],
      [10, waits("setup", "ImagePullBackOff", "no such image")],
    );
    expect(readInDetail("pods", [3, status])).to.deep.equal({
      status: {
        phase: "Pending",
        conditions: [
          {
            type: "PodScheduled",
            status: "False",
            reason: "Unschedulable",
            message: "0/2 nodes are available",
          },
        ],
        containerStatuses: [
          { name: "app", state: { waiting: { reason: "ContainerCreating" } } },
          { name: "proxy", state: {} },
        ],
        initContainerStatuses: [
          {
            name: "setup",
            state: { waiting: { reason: "ImagePullBackOff", message: "no such image" } },
          },
        ],
      },
    });
  });

  it("read what the pods of every workload run, which a list of mounts does not", () => {
    const inDetail = encode([2, encode([2, containerInDetail], security)]);
    const withTemplate: Partial<Record<Resource, Buffer>> = {
      deployments: encode([3, inDetail]),
      replicasets: encode([3, inDetail]),
      replicationcontrollers: encode([3, inDetail]),
      statefulsets: encode([3, inDetail]),
      daemonsets: encode([2, inDetail]),
      jobs: encode([6, inDetail]),
    };
    for (const [resource, spec] of Object.entries(withTemplate) as [Resource, Buffer][]) {
      expect(readInDetail(resource, [2, spec]), resource).to.deep.equal({
        spec: { template: { spec: { containers: [detailed], securityContext } } },
      });
      expect(read(resource, [2, spec]), resource).to.deep.equal({
        spec: { template: { spec: { containers: [{ name: "app" }] } } },
      });
    }
  });
});
