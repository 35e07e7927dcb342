import { expect } from "chai";
import type { Node } from "../../../src/core/model/node.ts";
import { checkNodes } from "../../../src/scaffold/check-nodes.ts";
import type { KubernetesObject } from "../../../src/scaffold/manifest.ts";

const aNode = (name: string, changes: Partial<Node> = {}): Node => ({
  name,
  labels: { "kubernetes.io/hostname": name },
  ready: "True",
  readySince: null,
  unschedulable: false,
  taints: [],
  volumesInUse: [],
  kubeletVersion: null,
  ...changes,
});

const anObject = (kind: string, spec: unknown) =>
  ({ apiVersion: "v1", kind, metadata: { name: "x" }, spec }) as KubernetesObject;

const HOSTNAME = { topologyKey: "kubernetes.io/hostname" };
const spread = anObject("Pod", { topologySpreadConstraints: [HOSTNAME] });
const together = anObject("Pod", {
  affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [HOSTNAME] } },
});
const local = anObject("PersistentVolume", {
  nodeAffinity: {
    required: {
      nodeSelectorTerms: [
        { matchExpressions: [{ key: "kubernetes.io/hostname", operator: "In", values: ["b"] }] },
      ],
    },
  },
});

describe("Manifests held against the nodes", () => {
  it("may name a node that is there", () => {
    expect(checkNodes([local], [aNode("a"), aNode("b")], null).missing).to.equal(null);
    expect(checkNodes([local], [aNode("a")], null).missing).to.deep.equal({
      value: "b",
      there: ["a"],
    });
  });

  it("promise several nodes only where several take pods", () => {
    expect(checkNodes([spread], [aNode("a"), aNode("b")], null).warnings).to.deep.equal([]);
    const one = [aNode("a"), aNode("b", { unschedulable: true })];
    expect(checkNodes([spread], one, null).warnings).to.have.length(1);
    expect(checkNodes([together], one, null).warnings).to.deep.equal([]);
  });

  it("wait where no node takes pods", () => {
    const taint = { key: "control-plane", value: "", effect: "NoSchedule" };
    const none = [aNode("a", { taints: [taint] }), aNode("b", { ready: "Unknown" })];
    expect(checkNodes([together], none, null).warnings.join()).to.include("no node takes pods now");
    expect(checkNodes([local], [aNode("b", { ready: "False" })], null).warnings).to.deep.equal([]);
  });

  it("follow their volume where the class makes it before they are placed", () => {
    const nodes = [aNode("a"), aNode("b")];
    expect(checkNodes([together], nodes, "fast").warnings.join()).to.include("class fast");
    expect(checkNodes([together], nodes, null).warnings).to.deep.equal([]);
  });
});
