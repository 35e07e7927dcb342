import { expect } from "chai";
import { findNearest } from "../../../src/cli/nearest.ts";

const WORDS = ["table", "tree", "json", "jsonpath", "yaml", "name", "wide"];

describe("the nearest word", () => {
  it("is at most two edits away", () => {
    expect(findNearest("tabel", WORDS)).to.deep.equal(["table"]);
    expect(findNearest("yml", WORDS)).to.deep.equal(["yaml"]);
    expect(findNearest("treee", WORDS)).to.deep.equal(["tree"]);
    expect(findNearest("csv-file", WORDS)).to.deep.equal([]);
  });

  it("is one that begins with what was typed, however long", () => {
    expect(findNearest("jsonp", WORDS)).to.deep.equal(["jsonpath", "json"]);
    expect(findNearest("js", WORDS)).to.deep.equal(["json", "jsonpath"]);
  });

  it("comes first, then the others by their distance", () => {
    expect(findNearest("nam", ["ham", "name", "nay"])).to.deep.equal(["name", "ham", "nay"]);
    expect(findNearest("abcd", ["axyd", "abxd", "abcd"])).to.deep.equal(["abcd", "abxd", "axyd"]);
  });

  it("is one edit away at most from a short word, since two make another word", () => {
    expect(findNearest("job", ["pod", "jobs"])).to.deep.equal(["jobs"]);
  });

  it("is found whatever the case", () => {
    expect(findNearest("EMPTYDRI", ["emptyDir", "HostPath"])).to.deep.equal(["emptyDir"]);
  });

  it("is none for a word of its own", () => {
    expect(findNearest("kubernetes", WORDS)).to.deep.equal([]);
    expect(findNearest("x", [])).to.deep.equal([]);
  });
});
