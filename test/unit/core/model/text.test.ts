import { expect } from "chai";
import {
  count,
  listNames,
  listSome,
  lowerFirst,
  upperFirst,
} from "../../../../src/core/model/text.ts";

describe("the words of a sentence", () => {
  it("name all of a few things", () => {
    expect([[], ["a"], ["a", "b"], ["a", "b", "c"]].map((names) => listNames(names))).to.deep.equal(
      ["", "a", "a and b", "a, b and c"],
    );
    expect(listNames(["a", "b", "c"], "or")).to.equal("a, b or c");
  });

  it("name the first of many and count the others", () => {
    expect(listSome(["a", "b", "c"])).to.equal("a, b and c");
    expect(listSome(["a", "b", "c", "d", "e"])).to.equal("a, b, c and 2 more");
    expect(listSome(["a", "b", "c"], 1)).to.equal("a and 2 more");
  });

  it("count", () => {
    expect([0, 1, 2].map((number) => count(number, "pod"))).to.deep.equal([
      "0 pods",
      "1 pod",
      "2 pods",
    ]);
  });

  it("begin a sentence, or stand within one", () => {
    expect(upperFirst("no pod")).to.equal("No pod");
    expect(lowerFirst("No pod")).to.equal("no pod");
    expect([upperFirst(""), lowerFirst("")]).to.deep.equal(["", ""]);
  });
});
