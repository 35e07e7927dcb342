import { expect } from "chai";
import { compareText } from "../../../../src/core/reports/compare-text.ts";

describe("the order of names", () => {
  it("is by character, in every locale", () => {
    const names = ["b", "a", "B", "a-1", "a.1", "ä", "a10", "a2", ""];
    expect(names.toSorted(compareText)).to.deep.equal([
      "",
      "B",
      "a",
      "a-1",
      "a.1",
      "a10",
      "a2",
      "b",
      "ä",
    ]);
  });

  it("takes no name for the empty one", () => {
    expect(compareText(null, "")).to.equal(0);
    expect(compareText(null, "a")).to.equal(-1);
    expect(compareText("a", null)).to.equal(1);
  });
});
