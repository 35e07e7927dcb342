import { expect } from "chai";
import { groupSeveral } from "../../../../src/core/sharing/group-several.ts";

const byLength = (text: string) => (text === "" ? null : text.length);

describe("Groups of several", () => {
  it("are those of two or more, in the order in which they came", () => {
    expect([...groupSeveral(["a", "bb", "cc", "ddd", "ee"], byLength)]).to.deep.equal([
      [2, ["bb", "cc", "ee"]],
    ]);
  });

  it("hold nothing that has no key", () => {
    expect([...groupSeveral(["", "", "a"], byLength)]).to.deep.equal([]);
  });

  it("are of the same values where those are the same: what comes twice is two", () => {
    expect([...groupSeveral(["a", "a"], byLength)]).to.deep.equal([[1, ["a", "a"]]]);
  });
});
