import { expect } from "chai";
import type { KubernetesObject } from "../../../src/scaffold/manifest.ts";
import { toManifest } from "../../../src/scaffold/manifest.ts";
import { kindOfObject } from "../../../src/scaffold/object-kind.ts";
import { CLAIM_PATTERNS, listOffered } from "./patterns/claim-cases.ts";

describe("Where objects of a kind are in the API", () => {
  it("is known of every kind that a pattern makes", () => {
    const kinds = new Set<string>();
    for (const { pattern, options } of CLAIM_PATTERNS.flatMap(listOffered)) {
      for (const tree of pattern.build(options)) {
        const { object } = toManifest(tree);
        kinds.add(kindOfObject(object).resource);
      }
    }
    expect([...kinds]).to.include.members(["persistentvolumeclaims", "storageclasses", "jobs"]);
  });

  it("parts group and version, and knows what lies in no namespace", () => {
    const object = {
      apiVersion: "storage.k8s.io/v1",
      kind: "StorageClass",
      metadata: { name: "x" },
    };
    expect(kindOfObject(object as KubernetesObject)).to.deep.equal({
      group: "storage.k8s.io",
      version: "v1",
      resource: "storageclasses",
      namespaced: false,
    });
  });
});
