import { expect } from "chai";
import { covers } from "../../../../src/core/model/resource.ts";

describe("an extent", () => {
  it("of the cluster covers every namespace, and all of them", () => {
    expect(covers({ of: "cluster" }, "shop")).to.equal(true);
    expect(covers({ of: "cluster" }, null)).to.equal(true);
  });

  it("of a namespace covers that one alone", () => {
    expect(covers({ of: "namespace", namespace: "shop" }, "shop")).to.equal(true);
    expect(covers({ of: "namespace", namespace: "shop" }, "other")).to.equal(false);
    expect(covers({ of: "namespace", namespace: "shop" }, null)).to.equal(false);
  });

  it("of some objects, of none, or never asked for, covers nothing", () => {
    for (const extent of [{ of: "some" }, { of: "none" }, undefined] as const) {
      expect(covers(extent, "shop")).to.equal(false);
      expect(covers(extent, null)).to.equal(false);
    }
  });
});
