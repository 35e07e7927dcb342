import { expect } from "chai";
import { DecodeError } from "../../../../src/sources/decode/fields.ts";
import { decodeMetadata } from "../../../../src/sources/decode/metadata.ts";

describe("metadata", () => {
  it("of a manifest has a name and nothing else", () => {
    expect(decodeMetadata({ metadata: { name: "media" } })).to.deep.equal({
      namespace: "",
      name: "media",
      uid: null,
      labels: {},
      createdAt: null,
      terminating: false,
      owner: null,
    });
  });

  it("of a live object says all that is known", () => {
    const metadata = {
      namespace: "shop",
      name: "web-0",
      uid: "uid-1",
      labels: { app: "web" },
      creationTimestamp: "2026-11-22T23:00:00Z",
      deletionTimestamp: "2026-11-22T23:01:00Z",
      ownerReferences: [
        { kind: "Config", name: "keeps-alive", uid: "uid-2" },
        { kind: "ReplicaSet", name: "web", uid: "uid-3", controller: true },
      ],
    };
    expect(decodeMetadata({ metadata })).to.deep.equal({
      namespace: "shop",
      name: "web-0",
      uid: "uid-1",
      labels: { app: "web" },
      createdAt: "2026-11-22T23:00:00Z",
      terminating: true,
      owner: { kind: "ReplicaSet", name: "web", uid: "uid-3" },
    });
  });

  it("is an error without a name, also where there is no metadata at all", () => {
    for (const object of [{}, { metadata: null }, { metadata: {} }, { metadata: { name: "" } }]) {
      expect(() => decodeMetadata(object)).to.throw(DecodeError, "metadata.name: expected a name");
    }
  });
});
