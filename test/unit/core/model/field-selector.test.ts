import { expect } from "chai";
import {
  matchesFields,
  POD_FIELDS,
  type PodField,
} from "../../../../src/core/model/field-selector.ts";
import type { CountedPod } from "../../../../src/core/model/read-request.ts";

const pod: CountedPod = {
  namespace: "shop",
  name: "web-0",
  labels: {},
  node: "node-a",
  phase: "Running",
};

const matches = (field: PodField, value: string, negated = false, of = pod) =>
  matchesFields([{ field, value, negated }], of);

describe("a field selector", () => {
  it("asks a pod for its name, namespace, node and phase", () => {
    expect(POD_FIELDS).to.have.length(4);
    expect(matches("metadata.name", "web-0")).to.equal(true);
    expect(matches("metadata.namespace", "shop")).to.equal(true);
    expect(matches("spec.nodeName", "node-a")).to.equal(true);
    expect(matches("status.phase", "Running")).to.equal(true);
    expect(matches("metadata.name", "web")).to.equal(false);
  });

  it("may ask for anything else than a value", () => {
    expect(matches("status.phase", "Failed", true)).to.equal(true);
    expect(matches("status.phase", "Running", true)).to.equal(false);
  });

  it("takes what a pod does not have for the empty value", () => {
    const planned = { ...pod, node: null, phase: null };
    expect(matches("spec.nodeName", "", false, planned)).to.equal(true);
    expect(matches("status.phase", "", false, planned)).to.equal(true);
  });

  it("wants all of its requirements, and selects everything without any", () => {
    const selector = [
      { field: "metadata.name", value: "web-0", negated: false },
      { field: "spec.nodeName", value: "node-b", negated: false },
    ] as const;
    expect(matchesFields(selector, pod)).to.equal(false);
    expect(matchesFields([], pod)).to.equal(true);
  });
});
