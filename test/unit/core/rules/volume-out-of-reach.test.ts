import { expect } from "chai";
import type { PodProgress } from "../../../../src/core/model/pod.ts";
import type { NodeSelectorTerm } from "../../../../src/core/model/volume.ts";
import { volumeOutOfReach } from "../../../../src/core/rules/volume-out-of-reach.ts";
import {
  aClaim,
  aNode,
  anInventory,
  anywhere,
  aPod,
  aProgress,
  aVolume,
  aWorkload,
  claimSource,
  readAsAWhole,
} from "../objects.ts";
import { checkOne, checkRule, commandsOf, evidenceOf } from "./check-rule.ts";

const inZone = (...zones: string[]): NodeSelectorTerm[] => [
  { expressions: [{ key: "topology.kubernetes.io/zone", operator: "In", values: zones }] },
];

/** db-0 has no node and wants a volume of zone eu-1a, where node-a is. */
const cluster = (progress: PodProgress | null, changes: Parameters<typeof anInventory>[0] = {}) =>
  anInventory({
    claims: [aClaim("data")],
    volumes: [aVolume("data", { nodeAffinity: inZone("eu-1a") })],
    nodes: [
      aNode("node-a"),
      aNode("node-b", { labels: { "topology.kubernetes.io/zone": "eu-1b" } }),
    ],
    pods: [aPod("db-0", { data: claimSource("data") }, { node: null, phase: "Pending", progress })],
    ...changes,
  });

describe("a volume of one zone", () => {
  it("is out of reach where the zone has no node", () => {
    const draft = checkOne(
      volumeOutOfReach,
      cluster(aProgress(), { volumes: [aVolume("data", { nodeAffinity: inZone("eu-9z") })] }),
    );
    expect(draft.severity).to.equal("error");
    expect(draft.message).to.equal(
      "volume pv-data of claim shop/data can be mounted on no node of this cluster, and pod db-0 can go nowhere else.",
    );
    expect(evidenceOf(draft)).to.include("PersistentVolume pv-data spec.nodeAffinity");
    expect(draft.cause?.evidence[1]?.value).to.equal("0 nodes of 2 match");
  });

  it("is out of reach while its node is cordoned", () => {
    const draft = checkOne(
      volumeOutOfReach,
      cluster(aProgress(), { nodes: [aNode("node-a", { unschedulable: true })] }),
    );
    expect(draft.message).to.include("cannot go there while it is cordoned");
    expect(commandsOf(draft)[0]).to.equal("kubectl uncordon node-a");
  });

  it("is out of reach of a pod that selects another zone", () => {
    const nodeSelector = { "topology.kubernetes.io/zone": "eu-1b" };
    const draft = checkOne(
      volumeOutOfReach,
      cluster(aProgress({ placement: { ...anywhere, nodeSelector } })),
    );
    expect(draft.message).to.include("nodeSelector");
    expect(evidenceOf(draft)).to.include("Pod shop/db-0 spec.nodeSelector");
    const told = draft.cause?.fixes.map(({ text }) => text).join();
    expect(told, "there is such a node").not.to.include("Add a node");
  });

  it("is out of reach of a template that selects another zone, before there is a pod", () => {
    const data = { data: claimSource("data") };
    const web = aWorkload("web", data);
    const placement = { ...anywhere, nodeSelector: { "topology.kubernetes.io/zone": "eu-1b" } };
    const draft = checkOne(
      volumeOutOfReach,
      cluster(null, {
        pods: [],
        workloads: [{ ...web, template: { ...web.template, placement } }],
      }),
    );
    expect(draft.severity).to.equal("warning");
    expect(commandsOf(draft)[0]).to.equal(
      `kubectl -n shop patch deployment web -p '{"spec":{"template":{"spec":{"nodeSelector":null}}}}'`,
    );
  });

  it("is out of reach of a pod that also needs a volume of another zone", () => {
    const pod = aPod(
      "db-0",
      { data: claimSource("data"), logs: claimSource("logs") },
      { node: null, phase: "Pending", progress: aProgress() },
    );
    const said = checkRule(
      volumeOutOfReach,
      cluster(null, {
        pods: [pod],
        claims: [aClaim("data"), aClaim("logs")],
        volumes: [
          aVolume("data", { nodeAffinity: inZone("eu-1a") }),
          aVolume("logs", { nodeAffinity: inZone("eu-1b") }),
        ],
      }),
    );
    expect(said.map(({ message }) => message.split(" also needs ")[1])).to.deep.equal([
      "volume pv-logs, which cannot be mounted there.",
      "volume pv-data, which cannot be mounted there.",
    ]);
    expect(said[0] && evidenceOf(said[0])).to.include("PersistentVolume pv-logs spec.nodeAffinity");
  });

  it("is where the scheduler refuses the pod for another reason, in its own words", () => {
    const message =
      "0/2 nodes are available: 1 Insufficient cpu, 1 node(s) didn't match PersistentVolume's node affinity.";
    const unschedulable = { reason: "Unschedulable", message };
    const draft = checkOne(volumeOutOfReach, cluster(aProgress({ unschedulable })));
    expect(draft.message).to.include("for another reason");
    expect(draft.cause?.evidence.at(-1)?.value).to.equal(message);
    expect(draft.cause?.outlook.endsByItself).to.equal(null);
  });

  it("is no obstacle to a pod that may go there", () => {
    expect(checkRule(volumeOutOfReach, cluster(aProgress()))).to.deep.equal([]);
    expect(checkRule(volumeOutOfReach, cluster(null))).to.deep.equal([]);
  });

  it("is nothing to speak of where not all nodes were read", () => {
    const extents = { ...readAsAWhole(), nodes: { of: "some" as const } };
    expect(checkRule(volumeOutOfReach, cluster(aProgress(), { nodes: [], extents }))).to.deep.equal(
      [],
    );
  });
});

describe("a pod that was put on a node without the scheduler", () => {
  const placed = (node: string, changes: Parameters<typeof anInventory>[0] = {}) =>
    cluster(null, {
      pods: [
        aPod(
          "db-0",
          { data: claimSource("data") },
          { node, phase: "Pending", progress: aProgress() },
        ),
      ],
      ...changes,
    });

  it("waits for ever where the volume's node affinity leaves the node out", () => {
    const draft = checkOne(volumeOutOfReach, placed("node-b"));
    expect(draft.severity).to.equal("error");
    expect(draft.message).to.include("node node-b is not such a node");
    expect(draft.cause?.outlook.endsByItself).to.equal(false);
    expect(evidenceOf(draft)).to.deep.equal([
      "PersistentVolume pv-data spec.nodeAffinity",
      "Node node-b metadata.labels[topology.kubernetes.io/zone]",
      "Pod shop/db-0 spec.nodeName",
    ]);
  });

  it("is well where it is one of the volume's nodes, or where that is not known", () => {
    expect(checkRule(volumeOutOfReach, placed("node-a"))).to.deep.equal([]);
    expect(checkRule(volumeOutOfReach, placed("node-c"))).to.deep.equal([]);
  });

  it("has its volume, whatever labels say, once its containers are begun with", () => {
    const waiting = [{ container: "app", reason: "ImagePullBackOff", message: "" }];
    const pods = [
      aPod(
        "db-0",
        { data: claimSource("data") },
        { node: "node-b", phase: "Pending", progress: aProgress({ waiting }) },
      ),
    ];
    expect(checkRule(volumeOutOfReach, placed("node-b", { pods }))).to.deep.equal([]);
  });
});
