import { expect } from "chai";
import { isWorkload } from "../../../../src/core/model/read-request.ts";

describe("the workload that a target names", () => {
  it("is of that kind and has that name", () => {
    const web = { kind: "Deployment", name: "web" };
    expect(isWorkload("deployment", "web", web)).to.equal(true);
    expect(isWorkload("statefulset", "db", { kind: "StatefulSet", name: "db" })).to.equal(true);
    expect(isWorkload("statefulset", "web", web)).to.equal(false);
    expect(isWorkload("deployment", "db", web)).to.equal(false);
    expect(isWorkload("deployment", "web", null)).to.equal(false);
  });
});
