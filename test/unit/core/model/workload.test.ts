import { expect } from "chai";
import { countSurge } from "../../../../src/core/model/workload.ts";

const surge = (maxSurge: string, replicas: number, type = "RollingUpdate") =>
  countSurge({ type, maxSurge, maxUnavailable: "25%" }, replicas);

describe("a rollout", () => {
  it("surges by a number of pods, or by a percentage that rounds up", () => {
    expect(surge("2", 10)).to.equal(2);
    expect(surge("25%", 10)).to.equal(3);
    expect(surge("25%", 1)).to.equal(1);
    expect(surge("100%", 3)).to.equal(3);
    expect(surge("0", 10)).to.equal(0);
    expect(surge("0%", 10)).to.equal(0);
    expect(surge("25%", 0)).to.equal(0);
  });

  it("does not surge where the old pods go first", () => {
    expect(surge("25%", 10, "Recreate")).to.equal(0);
  });

  it("does not surge by what is no number", () => {
    expect(surge("many", 10)).to.equal(0);
  });
});
