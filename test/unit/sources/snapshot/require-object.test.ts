import { expect } from "chai";
import { requireObject } from "../../../../src/sources/snapshot/require-object.ts";
import { errorOf } from "./byte-streams.ts";

describe("what an object has to have", () => {
  const require = (value: unknown, file = "dir/x.yaml") =>
    requireObject(value, { file, line: null, index: 3 });
  const refusalOf = (value: unknown, file?: string) =>
    errorOf((async () => require(value, file))());

  it("is a kind and metadata", () => {
    const object = { kind: "Pod", metadata: {} };
    expect(require(object)).to.equal(object);
  });

  const refused: [string, unknown, string][] = [
    ["an object without a kind", { metadata: {} }, "Object 'Kind' is missing"],
    ["an object whose kind is no word", { kind: 1, metadata: {} }, "Object 'Kind' is missing"],
    ["an object without metadata", { kind: "Pod" }, "Pod has no metadata"],
    ["an object whose metadata is null", { kind: "Pod", metadata: null }, "Pod has no metadata"],
    ["an object whose metadata is a list", { kind: "Pod", metadata: [] }, "Pod has no metadata"],
    ["null", null, "this is no object"],
    ["an array", [], "this is no object"],
    [
      "what the API server said instead",
      { kind: "Status", apiVersion: "v1", metadata: {}, message: "pods is forbidden" },
      "this is an error of the API server, not its objects: pods is forbidden",
    ],
  ];
  for (const [what, value, message] of refused) {
    it(`refuses ${what}, and says which`, async () => {
      const error = await refusalOf(value);
      expect(error.message).to.equal(`unable to decode "dir/x.yaml object 3": ${message}`);
    });
  }

  it("refuses a kustomization, and names the command that makes objects of it", async () => {
    for (const [value, file] of [
      [{ resources: ["a.yaml"] }, "dir/kustomization.yaml"],
      [{ apiVersion: "kustomize.config.k8s.io/v1beta1", kind: "Kustomization" }, "dir/x.yaml"],
    ] as const) {
      const error = await refusalOf(value, file);
      expect(error.message).to.match(/: this is a kustomization/);
      expect(error.next).to.deep.equal(["kubectl kustomize dir"]);
    }
  });

  it("takes Flux's Kustomization, which is an object like any other", () => {
    const object = {
      apiVersion: "kustomize.toolkit.fluxcd.io/v1",
      kind: "Kustomization",
      metadata: { name: "a" },
    };
    expect(require(object, "kustomization.yaml")).to.equal(object);
  });
});
