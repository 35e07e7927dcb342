import { expect } from "chai";
import { parseFieldSelector } from "../../../src/cli/parse-field-selector.ts";
import { UsageError } from "../../../src/cli/usage-error.ts";

describe("--field-selector", () => {
  it("asks fields of pods, as kubectl get pods does", () => {
    expect(parseFieldSelector("spec.nodeName=node-a,status.phase!=Running")).to.deep.equal([
      { field: "spec.nodeName", value: "node-a", negated: false },
      { field: "status.phase", value: "Running", negated: true },
    ]);
    expect(parseFieldSelector("metadata.name==web-0")).to.deep.equal([
      { field: "metadata.name", value: "web-0", negated: false },
    ]);
  });

  it("asks for the empty value: a pod without a node", () => {
    expect(parseFieldSelector("spec.nodeName=")).to.deep.equal([
      { field: "spec.nodeName", value: "", negated: false },
    ]);
  });

  it("asks for nothing where it is empty", () => {
    expect(parseFieldSelector("")).to.deep.equal([]);
    expect(parseFieldSelector(" , ")).to.deep.equal([]);
  });

  it("refuses a field that pods cannot be asked for, with the near one", () => {
    expect(() => parseFieldSelector("spec.nodename=a"))
      .to.throw(UsageError, "field label not supported: spec.nodename")
      .with.deep.property("next", ["--field-selector spec.nodeName=…"]);
    expect(() => parseFieldSelector("status.podIP=a"))
      .to.throw(UsageError, "field label not supported: status.podIP")
      .with.deep.property("next", [
        "the fields are metadata.name, metadata.namespace, spec.nodeName, status.phase",
      ]);
  });

  it("refuses what is no requirement", () => {
    for (const text of ["spec.nodeName", "=node-a", "spec.nodeName>a", "a!b"]) {
      expect(() => parseFieldSelector(text), text).to.throw(UsageError, "invalid field selector");
    }
  });
});
