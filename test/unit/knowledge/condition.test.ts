import { expect } from "chai";
import { all, any, applies, holds, type ParameterTest } from "../../../src/knowledge/condition.ts";

function decide(test: ParameterTest, parameters?: Record<string, string>): boolean | null {
  return holds({ sentence: "", test }, parameters ? { parameters } : {});
}

describe("a condition", () => {
  it("asks for one of several values", () => {
    const test = { name: "type", oneOf: ["io2"] };
    expect(decide(test, { type: "io2" })).to.equal(true);
    expect(decide(test, { type: "gp3" })).to.equal(false);
    expect(decide(test, {})).to.equal(false);
  });

  it("asks for any but some values, and nothing is none of them", () => {
    const test = { name: "migratable", noneOf: ["true"] };
    expect(decide(test, { migratable: "true" })).to.equal(false);
    expect(decide(test, { migratable: "false" })).to.equal(true);
    expect(decide(test, {})).to.equal(true);
  });

  it("asks for a number at least", () => {
    const test = { name: "maxShares", atLeast: 2 };
    expect(decide(test, { maxShares: "10" })).to.equal(true);
    expect(decide(test, { maxShares: "1" })).to.equal(false);
    expect(decide(test, { maxShares: "many" })).to.equal(false);
  });

  it("asks for a parameter to be left out", () => {
    const test = { name: "backendType", absent: true } as const;
    expect(decide(test, {})).to.equal(true);
    expect(decide(test, { backendType: "ontap-nas" })).to.equal(false);
  });

  it("finds a parameter whatever the case of its name", () => {
    expect(decide({ name: "maxShares", atLeast: 2 }, { maxshares: "2" })).to.equal(true);
  });

  it("is undecided where the parameters are not known", () => {
    expect(decide({ name: "type", oneOf: ["io2"] })).to.equal(null);
    expect(decide({ name: "backendType", absent: true })).to.equal(null);
  });

  it("asks for a data source", () => {
    const condition = { sentence: "", test: "dataSource" } as const;
    expect(holds(condition, { hasDataSource: true })).to.equal(true);
    expect(holds(condition, { hasDataSource: false })).to.equal(false);
    expect(holds(condition, {})).to.equal(null);
  });

  it("stays undecided of a parameter that may be given without being known", () => {
    const condition = { sentence: "", test: { name: "type", oneOf: ["io2"] } };
    const given = { parametersArePartial: true } as const;
    expect(holds(condition, { ...given, parameters: {} })).to.equal(null);
    expect(holds(condition, { ...given, parameters: { type: "io2" } })).to.equal(true);
    expect(holds(condition, { ...given, parameters: { type: "gp3" } })).to.equal(false);
  });

  it("stays undecided where nothing in the API shows it", () => {
    expect(holds({ sentence: "NFS export is enabled" }, { parameters: {} })).to.equal(null);
  });
});

describe("the condition of a variant", () => {
  it("applies where all that it asks for does", () => {
    const when = { volumeMode: "Block", accessModes: ["ReadWriteMany"] } as const;
    expect(applies(when, { volumeMode: "Block", accessModes: ["ReadWriteMany"] })).to.equal(true);
    expect(applies(when, { volumeMode: "Block", accessModes: ["ReadWriteOnce"] })).to.equal(false);
    expect(applies(when, { volumeMode: "Filesystem" })).to.equal(false);
    expect(applies(when, { volumeMode: "Block" })).to.equal(null);
  });
});

describe("three-valued logic", () => {
  it("is sure of a false among unknowns, and of a true", () => {
    expect(all([true, null, false])).to.equal(false);
    expect(all([true, null])).to.equal(null);
    expect(all([])).to.equal(true);
    expect(any([false, null, true])).to.equal(true);
    expect(any([false, null])).to.equal(null);
    expect(any([])).to.equal(false);
  });
});
