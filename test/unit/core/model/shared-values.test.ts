import { expect } from "chai";
import { SharedValues } from "../../../../src/core/model/shared-values.ts";

describe("Values that many objects say", () => {
  it("are kept once where they are equal", () => {
    const shared = new SharedValues();
    const first = shared.share({ app: "web" });
    expect(shared.share({ app: "web" })).to.equal(first);
    expect(shared.share({ app: "db" })).to.deep.equal({ app: "db" });
  });

  it("take the place of an object's own, for the fields that are named", () => {
    const shared = new SharedValues();
    const one = shared.shareIn({ labels: { app: "web" }, modes: ["a"] }, ["labels"]);
    const other = shared.shareIn({ labels: { app: "web" }, modes: ["a"] }, ["labels"]);
    expect(other.labels).to.equal(one.labels);
    expect(other.modes).not.to.equal(one.modes);
  });

  it("stay what they are where there is nothing to share", () => {
    const pod = { node: null, restarts: 3, isReady: false, phase: "Running" };
    const names = ["node", "restarts", "isReady", "phase"] as const;
    expect(new SharedValues().shareIn({ ...pod }, names)).to.deep.equal(pod);
  });

  it("are not mixed up with texts that look like them", () => {
    const shared = new SharedValues();
    const object = { text: '["a"]', list: ["a"] };
    expect(shared.shareIn({ ...object }, ["text", "list"])).to.deep.equal(object);
  });
});
