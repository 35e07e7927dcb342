import { expect } from "chai";
import { DecodeError } from "../../../../src/sources/decode/fields.ts";
import { decodeQuota } from "../../../../src/sources/decode/quota.ts";

const metadata = { namespace: "shop", name: "team" };

describe("a quota", () => {
  it("is what is enforced, and what of it is taken", () => {
    const hard = { "requests.storage": "10Gi", persistentvolumeclaims: "4" };
    const used = { "requests.storage": "5Gi", persistentvolumeclaims: "1" };
    expect(
      decodeQuota({
        metadata,
        spec: { hard: { ...hard, "requests.storage": "20Gi" } },
        status: { hard, used },
      }),
    ).to.deep.equal({ namespace: "shop", name: "team", hard, used });
  });

  it("of a manifest is what is to be enforced; nothing was counted yet", () => {
    const spec = { hard: { pods: 4 } };
    for (const status of [undefined, {}, { hard: null }]) {
      expect(decodeQuota({ metadata, spec, status })).to.deep.include({
        hard: { pods: "4" },
        used: {},
      });
    }
  });

  it("of wrong shape is an error that names the resource", () => {
    expect(() => decodeQuota({ metadata, spec: { hard: { pods: [] } } })).to.throw(
      DecodeError,
      "pods: expected a string",
    );
  });
});
