import { expect } from "chai";
import type { Resource } from "../../../../src/core/model/resource.ts";
import { kindOfResource } from "../../../../src/sources/readable-kind.ts";
import { metadataCompleter } from "../../../../src/sources/snapshot/complete-metadata.ts";

describe("what a manifest leaves to the server", () => {
  const completeAll = (...metadata: [Resource, object][]) => {
    const complete = metadataCompleter("shop");
    return metadata.map(
      ([resource, it]) => complete(kindOfResource(resource), { metadata: it, spec: {} }).metadata,
    );
  };

  it("is the namespace, of what lies in one", () => {
    expect(
      completeAll(
        ["pods", { name: "web-0" }],
        ["pods", { name: "web-0", namespace: "other" }],
        ["persistentvolumes", { name: "pv-1" }],
      ),
    ).to.deep.equal([
      { name: "web-0", namespace: "shop" },
      { name: "web-0", namespace: "other" },
      { name: "pv-1" },
    ]);
  });

  it("is the end of a generated name: each object without a name is one of its own", () => {
    const names = completeAll(
      ["jobs", { generateName: "w-" }],
      ["jobs", { generateName: "w-" }],
      ["jobs", { generateName: "v-" }],
      ["pods", { generateName: "w-" }],
      ["pods", { generateName: "w-", name: "w-x7z" }],
    ).map((metadata) => (metadata as { name?: string }).name);
    expect(names).to.deep.equal(["w-*1", "w-*2", "v-*1", "w-*1", "w-x7z"]);
  });

  it("is nothing of an object that has both", () => {
    const object = { metadata: { name: "web-0", namespace: "shop" } };
    expect(metadataCompleter("default")(kindOfResource("pods"), object)).to.equal(object);
  });
});
