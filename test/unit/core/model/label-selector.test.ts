import { expect } from "chai";
import { matchesSelector } from "../../../../src/core/model/label-selector.ts";

const matches = (operator: string, values: string[], labels: Record<string, string>) =>
  matchesSelector([{ key: "app", operator, values }], labels);

describe("a label selector", () => {
  it("without requirements selects everything", () => {
    expect(matchesSelector([], {})).to.equal(true);
  });

  it("wants all of its requirements", () => {
    const selector = [
      { key: "app", operator: "In", values: ["web"] },
      { key: "tier", operator: "Exists", values: [] },
    ];
    expect(matchesSelector(selector, { app: "web", tier: "" })).to.equal(true);
    expect(matchesSelector(selector, { app: "web" })).to.equal(false);
  });

  it("takes an absent label for one that is not in the list", () => {
    expect(matches("In", ["web"], {})).to.equal(false);
    expect(matches("NotIn", ["web"], {})).to.equal(true);
    expect(matches("NotIn", ["web"], { app: "web" })).to.equal(false);
    expect(matches("DoesNotExist", [], {})).to.equal(true);
    expect(matches("DoesNotExist", [], { app: "" })).to.equal(false);
  });

  it("compares integers, and nothing that only begins with one", () => {
    expect(matches("Gt", ["3"], { app: "10" })).to.equal(true);
    expect(matches("Gt", ["3"], { app: "3" })).to.equal(false);
    expect(matches("Lt", ["3"], { app: "-4" })).to.equal(true);
    for (const label of ["4x", "", "1e3", "4.5", " 4"]) {
      expect(matches("Gt", ["3"], { app: label }), label).to.equal(false);
      expect(matches("Lt", ["3"], { app: label }), label).to.equal(false);
    }
    expect(matches("Gt", ["3"], {})).to.equal(false);
    expect(matches("Lt", ["3"], {})).to.equal(false);
  });

  it("is satisfied by nothing where its operator is unknown", () => {
    expect(matches("Near", ["web"], { app: "web" })).to.equal(false);
  });

  it("does not find labels that every object inherits", () => {
    for (const key of ["constructor", "toString", "__proto__"]) {
      expect(matchesSelector([{ key, operator: "Exists", values: [] }], {}), key).to.equal(false);
      const labels = JSON.parse(`{"${key}":"x"}`);
      expect(matchesSelector([{ key, operator: "In", values: ["x"] }], labels)).to.equal(true);
    }
  });
});
