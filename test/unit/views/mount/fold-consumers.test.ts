import { expect } from "chai";
import { foldConsumers } from "../../../../src/views/mount/fold-consumers.ts";
import { mountOf, podOf, replicasOf } from "../sample-reports.ts";

function fold(consumers: Parameters<typeof foldConsumers>[0], perNode = false): string[][] {
  return foldConsumers(consumers, perNode).map((group) => group.map(({ pod }) => pod ?? ""));
}

const [a, b, c] = replicasOf("web", 3);
if (!a || !b || !c) throw new Error("three replicas were asked for");
const names = [a, b, c].map(({ pod }) => pod ?? "");

describe("folding pods", () => {
  it("puts the pods of one workload together, in the order of the first", () => {
    expect(fold([a, podOf("x", "node-1"), b, c])).to.deep.equal([names, ["x"]]);
  });

  it("keeps bare pods alone", () => {
    expect(fold([podOf("x", "node-1"), podOf("y", "node-1")])).to.deep.equal([["x"], ["y"]]);
  });

  it("keeps apart what differs in state, in mounts or in namespace", () => {
    expect(fold([a, { ...b, state: "waiting" }])).to.have.length(2);
    expect(fold([a, { ...b, mounts: [mountOf({ readOnly: true })] }])).to.have.length(2);
    expect(fold([a, { ...b, namespace: "other" }])).to.have.length(2);
  });

  it("takes the workload on top, so that two ReplicaSets of a rollout are one Deployment", () => {
    const next = { ...b, owner: { kind: "ReplicaSet", name: "web-next" } };
    expect(fold([a, next])).to.have.length(1);
  });

  it("keeps nodes apart when asked", () => {
    expect(fold([a, b], true)).to.have.length(2);
    expect(fold([a, { ...b, node: a.node }], true)).to.have.length(1);
  });

  it("leaves one pod and no pod alone", () => {
    expect(fold([a])).to.deep.equal([names.slice(0, 1)]);
    expect(fold([])).to.deep.equal([]);
  });
});
