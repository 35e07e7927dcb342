import { expect } from "chai";
import { RESOURCES, type Resource } from "../../../../../../src/core/model/resource.ts";
import { readMessage } from "../../../../../../src/sources/cluster/protobuf/message.ts";
import { MESSAGES } from "../../../../../../src/sources/cluster/protobuf/messages/messages.ts";
import { WireReader } from "../../../../../../src/sources/cluster/protobuf/wire-reader.ts";
import { encode, type WireField } from "../encode.ts";

// The numbers below are those of the API's generated.proto files, written down a second time.

const read = (resource: Resource, ...fields: WireField[]) =>
  readMessage(new WireReader(encode(...fields)), MESSAGES[resource]);

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
      expect(read(resource, named("x")), resource).to.deep.equal({ metadata: { name: "x" } });
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
        [7, "WaitForFirstConsumer"],
      ),
    ).to.deep.equal({
      metadata: { name: "gp3", annotations: { default: "true" } },
      provisioner: "ebs.csi.aws.com",
      parameters: { type: "gp3" },
      volumeBindingMode: "WaitForFirstConsumer",
    });
    expect(read("csidrivers", [2, encode([1, false])])).to.deep.equal({
      spec: { attachRequired: false },
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

  it("read a Deployment with its rollout", () => {
    const surge = encode([1, 1], [2, 0], [3, "25%"]);
    const strategy = encode([1, "RollingUpdate"], [2, encode([2, surge])]);
    expect(read("deployments", [2, encode([1, 0], [3, podTemplate], [4, strategy])])).to.deep.equal(
      {
        spec: {
          replicas: 0,
          template,
          strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: "25%" } },
        },
      },
    );
  });

  it("read a StatefulSet with its claim templates and first ordinal", () => {
    const claim = encode([1, encode([1, "data"])]);
    expect(
      read("statefulsets", [2, encode([1, 2], [3, podTemplate], [4, claim], [11, encode([1, 5])])]),
    ).to.deep.equal({
      spec: {
        replicas: 2,
        template,
        volumeClaimTemplates: [{ metadata: { name: "data" } }],
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
