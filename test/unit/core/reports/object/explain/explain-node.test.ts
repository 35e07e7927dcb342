import { expect } from "chai";
import type { PodVolumeSource } from "../../../../../../src/core/model/pod.ts";
import type { NodeExplanation } from "../../../../../../src/core/reports/object/object-report.ts";
import { reportObject } from "../../../../../../src/core/reports/object/report-object.ts";
import {
  aClaim,
  aDriver,
  aNode,
  anAttachment,
  anInventory,
  aPod,
  aVolume,
  claimSource,
  emptyDir,
  hostPath,
  readAsAWhole,
} from "../../../objects.ts";

type Objects = NonNullable<Parameters<typeof anInventory>[0]>;

function explain(objects: Objects, name = "node-a"): NodeExplanation {
  const answer = reportObject(anInventory(objects), {
    target: { type: "node", name },
    namespace: null,
    fallbackNamespace: null,
  });
  const node = answer.kind === "report" ? answer.report.node : null;
  if (node === null) throw new Error(`${name} is not explained`);
  return node;
}

const ownedBy = (kind: string) => ({ owner: { kind, name: "web", uid: null } });
const sources = { data: claimSource("media") };
const zoned = (zone: string) => [
  {
    expressions: [{ key: "topology.kubernetes.io/zone", operator: "In", values: [zone] }],
  },
];
const pinnedHere = [
  { expressions: [{ key: "kubernetes.io/hostname", operator: "In", values: ["node-a"] }] },
];
const disk = {
  nodes: [aNode("node-a"), aNode("node-b")],
  claims: [aClaim("media")],
  volumes: [aVolume("media")],
  drivers: [aDriver("ebs.csi.aws.com")],
};

describe("if a node goes", () => {
  it("each pod has the fate that its controller gives it", () => {
    const fates = {
      ReplicaSet: "replaced",
      ReplicationController: "replaced",
      Job: "replaced",
      StatefulSet: "waits",
      DaemonSet: "stays",
      Node: "stays",
      Ring: "unknown",
    };
    for (const [kind, fate] of Object.entries(fates)) {
      const { pods } = explain({ pods: [aPod("web-0", { tmp: emptyDir }, ownedBy(kind))] });
      expect(
        pods.map((pod) => pod.fate),
        kind,
      ).to.deep.equal([fate]);
    }
    const { pods } = explain({ pods: [aPod("web-0", { tmp: emptyDir })] });
    expect(pods.map((pod) => pod.fate)).to.deep.equal(["ends"]);
  });

  it("pods that have ended or are elsewhere are not touched", () => {
    const { pods } = explain({
      pods: [
        aPod("web-0", sources, { phase: "Succeeded" }),
        aPod("web-1", sources, { node: "node-b" }),
      ],
      nodes: disk.nodes,
    });
    expect(pods).to.deep.equal([]);
  });

  it("a pod whose volume cannot follow waits, whoever would replace it", () => {
    const { pods, pinned } = explain({
      ...disk,
      volumes: [aVolume("media", { nodeAffinity: pinnedHere })],
      pods: [aPod("web-0", sources, ownedBy("ReplicaSet"))],
    });
    expect(pods[0]?.fate).to.equal("waits");
    expect(pods[0]?.because.text).to.include("pv-media cannot follow");
    expect(pinned.map(({ to, where }) => ({ to, where }))).to.deep.equal([
      { to: "node", where: ["node-a"] },
    ]);
  });

  it("a volume of the zone can be had by its other nodes that take pods", () => {
    const because = (nodes: Objects["nodes"]) =>
      explain({
        ...disk,
        ...(nodes && { nodes }),
        volumes: [aVolume("media", { nodeAffinity: zoned("eu-1a") })],
        pods: [aPod("web-0", sources)],
      }).pinned[0]?.because.text;
    expect(because(disk.nodes)).to.equal("node-b of that zone can have it");
    expect(because([aNode("node-a"), aNode("node-b", { unschedulable: true })])).to.include(
      "only node-b, not ready or cordoned",
    );
    expect(because([aNode("node-a"), aNode("node-b", { ready: "Unknown" })])).to.include(
      "not ready or cordoned",
    );
    expect(because([aNode("node-a")])).to.include("no other node is in that zone");
  });

  it("how many other nodes the zone has is unknown where the nodes were not read", () => {
    const { otherNodesInZone } = explain({
      nodes: [aNode("node-a")],
      extents: { ...readAsAWhole(), nodes: { of: "some" } },
    });
    expect(otherNodesInZone).to.equal(null);
  });

  it("what is on its disk or in its memory is lost", () => {
    const memory: PodVolumeSource = { kind: "EmptyDir", medium: "Memory", sizeLimit: null };
    const { lost } = explain({
      nodes: disk.nodes,
      pods: [
        aPod("web-0", { tmp: emptyDir, shm: memory, log: hostPath("/var/log") }),
        aPod("web-1", { tmp: emptyDir }, { node: "node-b" }),
      ],
    });
    expect(lost.map(({ kind, pods }) => [kind, ...pods])).to.deep.equal([
      ["EmptyDir", "shop/web-0"],
      ["EmptyDir", "shop/web-0"],
      ["HostPath", "shop/web-0"],
    ]);
    expect(lost.map(({ because }) => because.text.includes("memory"))).to.deep.equal([
      false,
      true,
      false,
    ]);
  });

  it("pods that share a disk only because they are all there may part", () => {
    const pods = [aPod("web-0", sources), aPod("web-1", sources)];
    const idsOf = (objects: Objects) =>
      explain({ ...disk, pods, ...objects }).broken.map(({ id }) => id);
    expect(idsOf({})).to.deep.equal(["PersistentVolumeClaim/shop/media"]);
    expect(idsOf({ pods: pods.slice(1) })).to.deep.equal([]);
    expect(
      idsOf({ drivers: [aDriver("ebs.csi.aws.com", { attachRequired: false })] }),
      "nobody attaches it, so that every node can have it",
    ).to.deep.equal([]);
    expect(
      idsOf({ volumes: [aVolume("media", { grantedModes: ["ReadWriteMany"] })] }),
    ).to.deep.equal([]);
  });

  it("volumes that are attached there are counted, with the time that they take", () => {
    const { remarks } = explain({
      ...disk,
      pods: [aPod("web-0", sources)],
      attachments: [anAttachment("media")],
    });
    expect(
      remarks.some(({ text }) => text.startsWith("1 volume of claims is attached here.")),
    ).to.equal(true);
  });

  it("a drain deletes emptyDirs and refuses for bare pods", () => {
    const { remarks } = explain({ nodes: disk.nodes, pods: [aPod("debug", { tmp: emptyDir })] });
    const said = remarks.map(({ text }) => text).join("\n");
    expect(said).to.include("kubectl drain node-a --ignore-daemonsets --delete-emptydir-data");
    expect(said).to.include("deletes what is in 1 emptyDir");
    expect(said).to.include("(shop/debug); --force");
  });
});

describe("a node that is known by its pods only", () => {
  it("has a readiness that is unknown", () => {
    const node = explain({ pods: [aPod("web-0", { tmp: emptyDir })] });
    expect(node.ready).to.equal(null);
    expect(node.zone).to.equal(null);
    expect(node.remarks[0]?.text).to.include("not among what was read");
  });
});

describe("a node that is not ready", () => {
  it("is said how to give up, and with which danger", () => {
    const node = explain({ nodes: [aNode("node-a", { ready: "Unknown" })] });
    expect(node.ready).to.equal(false);
    const said = node.remarks.map(({ text }) => text).join("\n");
    expect(said).to.include("kubectl taint nodes node-a node.kubernetes.io/out-of-service=");
    expect(said).to.include("two nodes may then write to one volume");
  });

  it("is not said how to drain where nobody there would end a pod", () => {
    const drains = (ready: string) =>
      explain({ nodes: [aNode("node-a", { ready })] }).remarks.some(({ text }) =>
        text.includes("kubectl drain"),
      );
    expect(drains("Unknown")).to.equal(false);
    expect(drains("True")).to.equal(true);
  });

  it("is said how to bring back where it is out of service", () => {
    const taint = { key: "node.kubernetes.io/out-of-service", value: "", effect: "NoExecute" };
    const node = explain({ nodes: [aNode("node-a", { ready: "Unknown", taints: [taint] })] });
    expect(node.outOfService).to.equal(true);
    expect(node.remarks.map(({ text }) => text).join("\n")).to.include(
      "`kubectl taint nodes node-a node.kubernetes.io/out-of-service-`",
    );
  });
});
