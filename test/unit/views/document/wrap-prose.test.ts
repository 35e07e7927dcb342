import { expect } from "chai";
import { wrapCell, wrapProse } from "../../../../src/views/document/wrap-prose.ts";

describe("wrapping prose", () => {
  it("breaks at blanks, and makes one blank of several", () => {
    expect(wrapProse("one two  three", 8)).to.deep.equal(["one two", "three"]);
    expect(wrapProse("", 8)).to.deep.equal([""]);
  });

  it("never breaks what stands between backticks, with what hangs on it", () => {
    expect(wrapProse("ask for (`type: io2`), please", 12)).to.deep.equal([
      "ask for",
      "(`type: io2`),",
      "please",
    ]);
    expect(wrapProse("a ` alone is a word", 10)).to.deep.equal(["a ` alone", "is a word"]);
  });

  it("keeps a longer word whole, on a line of its own", () => {
    expect(wrapProse("see https://example.com/long now", 8)).to.deep.equal([
      "see",
      "https://example.com/long",
      "now",
    ]);
  });

  it("counts columns, not characters", () => {
    expect(wrapProse("媒体 媒体", 8)).to.deep.equal(["媒体", "媒体"]);
  });

  it("breaks a long name in a narrow column behind hyphens and commas, an address never", () => {
    expect(wrapCell("hyperdisk-balanced-high", 12)).to.deep.equal([
      "hyperdisk-",
      "balanced-",
      "high",
    ]);
    expect(wrapCell("[1,22,333]", 6)).to.deep.equal(["[1,22,", "333]"]);
    expect(wrapCell("https://a.example/b-c-d", 8)).to.deep.equal(["https://a.example/b-c-d"]);
    expect(wrapCell("`kubectl get-it`", 8)).to.deep.equal(["`kubectl get-it`"]);
  });
});
