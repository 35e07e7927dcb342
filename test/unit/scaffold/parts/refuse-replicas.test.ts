import { expect } from "chai";
import type { WorkloadKind } from "../../../../src/scaffold/options.ts";
import { refuseReplicas } from "../../../../src/scaffold/parts/refuse-replicas.ts";
import { emptyDir } from "../../../../src/scaffold/patterns/empty-dir.ts";
import { optionsFor } from "../options-for.ts";

const refuse = (workload: WorkloadKind, replicas: number) =>
  refuseReplicas(optionsFor(emptyDir, { name: "shop", workload, replicas }), "empty-dir");

describe("several replicas", () => {
  it("are refused where one pod was asked for, or one on each node", () => {
    expect(refuse("pod", 2)?.message).to.include("a pod is one pod, not 2");
    expect(refuse("daemonset", 2)?.message).to.include("one pod on each node");
    expect(refuse("pod", 2)?.next).to.deep.equal([
      "kubectl shared scaffold empty-dir shop --workload deployment --replicas 2",
    ]);
  });

  it("are made where something counts them", () => {
    for (const workload of ["deployment", "statefulset", "job"] as const) {
      expect(refuse(workload, 2)).to.equal(null);
    }
    expect(refuse("pod", 1)).to.equal(null);
    expect(refuse("daemonset", 1)).to.equal(null);
  });
});
