import { expect } from "chai";
import { DecodeError } from "../../../../src/sources/decode/fields.ts";
import { decodePlacement } from "../../../../src/sources/decode/placement.ts";

const labels = { app: "web" };

const required = "requiredDuringSchedulingIgnoredDuringExecution";

const byNodeAffinity = (...nodeSelectorTerms: object[]) =>
  decodePlacement({ affinity: { nodeAffinity: { [required]: { nodeSelectorTerms } } } }, labels)
    .affinityNodes;

const byPodAffinity = (...terms: object[]) =>
  decodePlacement({ affinity: { podAffinity: { [required]: terms } } }, labels).togetherOn;

describe("placement", () => {
  it("is free where nothing is said", () => {
    expect(decodePlacement({}, labels)).to.deep.equal({
      nodeName: null,
      nodeSelector: {},
      togetherOn: [],
      affinityNodes: null,
      affinityTerms: null,
      dependsOnPods: false,
    });
  });

  it("depends on other pods where a required term asks for or against them", () => {
    const by = (kind: string, terms: object[]) =>
      decodePlacement({ affinity: { [kind]: { [required]: terms } } }, labels).dependsOnPods;
    expect(by("podAntiAffinity", [{ topologyKey: "host" }])).to.equal(true);
    expect(by("podAffinity", [{ topologyKey: "host" }])).to.equal(true);
    expect(by("podAntiAffinity", [])).to.equal(false);
  });

  it("knows the nodes that a required affinity names, by field or by label", () => {
    const byField = { matchFields: [{ key: "metadata.name", operator: "In", values: ["a", "b"] }] };
    const byLabel = {
      matchExpressions: [{ key: "kubernetes.io/hostname", operator: "In", values: ["c"] }],
    };
    expect(byNodeAffinity(byField)).to.deep.equal(["a", "b"]);
    expect(byNodeAffinity(byField, byLabel)).to.deep.equal(["a", "b", "c"]);
  });

  it("is wider than any list where one alternative names no nodes", () => {
    const named = { matchFields: [{ key: "metadata.name", operator: "In", values: ["a"] }] };
    const zone = { matchExpressions: [{ key: "zone", operator: "In", values: ["eu-1a"] }] };
    const notThere = { matchFields: [{ key: "metadata.name", operator: "NotIn", values: ["a"] }] };
    expect(byNodeAffinity(named, zone)).to.equal(null);
    expect(byNodeAffinity(notThere)).to.equal(null);
  });

  it("keeps pods together where a required term means pods like these", () => {
    const term = (labelSelector: unknown) => ({ topologyKey: "host", labelSelector });
    expect(byPodAffinity(term({ matchLabels: { app: "web" } }))).to.deep.equal(["host"]);
    expect(byPodAffinity(term({}))).to.deep.equal(["host"]);
    expect(byPodAffinity(term({ matchLabels: { app: "db" } }))).to.deep.equal([]);
    expect(byPodAffinity(term(null))).to.deep.equal([]);
  });

  it("binds nobody by what is only preferred", () => {
    const preferred = {
      podAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1 }] },
      nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1 }] },
    };
    expect(decodePlacement({ affinity: preferred }, labels)).to.deep.include({
      togetherOn: [],
      affinityNodes: null,
    });
  });

  it("of wrong shape is an error that names the field", () => {
    expect(() => decodePlacement({ nodeSelector: { disk: 1 } }, labels)).to.throw(
      DecodeError,
      "nodeSelector.disk: expected a string",
    );
    expect(() => decodePlacement({ affinity: [] }, labels)).to.throw(DecodeError, "affinity");
  });
});
