import { expect } from "chai";
import { matchesSelector } from "../../../../src/core/model/label-selector.ts";
import { decodeLabelSelector } from "../../../../src/sources/decode/label-selector.ts";

describe("a LabelSelector of the API", () => {
  it("becomes one list of requirements", () => {
    const selector = decodeLabelSelector({
      matchLabels: { app: "web" },
      matchExpressions: [{ key: "tier", operator: "Exists" }],
    });
    expect(selector).to.deep.equal([
      { key: "app", operator: "In", values: ["web"] },
      { key: "tier", operator: "Exists", values: [] },
    ]);
  });

  it("that is empty selects everything", () => {
    expect(matchesSelector(decodeLabelSelector({}), { any: "thing" })).to.equal(true);
  });
});
