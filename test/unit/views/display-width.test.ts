import { expect } from "chai";
import fc from "fast-check";
import {
  displayWidth,
  foldMiddle,
  padToWidth,
  wrapWords,
} from "../../../src/views/display-width.ts";

describe("the width of a text", () => {
  it("counts two columns for CJK and for emoji, new ones too", () => {
    expect(displayWidth("media")).to.equal(5);
    expect(displayWidth("媒体")).to.equal(4);
    expect(displayWidth("📦")).to.equal(2);
    expect(displayWidth("🫠")).to.equal(2);
  });

  it("counts nothing for colour", () => {
    expect(displayWidth("\u001b[1mmedia\u001b[22m")).to.equal(5);
  });

  it("is what padding fills up to", () => {
    expect(padToWidth("媒体", 6)).to.equal("媒体  ");
    expect(padToWidth("media", 3)).to.equal("media");
  });
});

describe("folding", () => {
  it("takes from the middle and keeps both ends", () => {
    expect(foldMiddle("/var/lib/postgresql/data", 13, "…")).to.equal("/var/l…l/data");
  });

  it("leaves alone what fits", () => {
    expect(foldMiddle("/data", 5, "…")).to.equal("/data");
  });

  it("never cuts a wide character in two and never exceeds the width", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "媒", "🫠", "/", "é") });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 20 }), (name, width) => {
        const folded = foldMiddle(name, width, "…");
        expect(displayWidth(folded)).to.be.at.most(width);
        expect(folded).not.to.match(/\p{Cs}/u);
      }),
    );
  });
});

describe("wrapping", () => {
  it("breaks at blanks and loses no word", () => {
    expect(wrapWords("a claim is held by two nodes", 10)).to.deep.equal([
      "a claim is",
      "held by",
      "two nodes",
    ]);
  });

  it("leaves a name or an address whole that is longer than the line", () => {
    expect(wrapWords("see https://kubernetes.io/docs now", 8)).to.deep.equal([
      "see",
      "https://kubernetes.io/docs",
      "now",
    ]);
  });

  it("breaks nothing where there is no terminal", () => {
    expect(wrapWords("a claim is held", null)).to.deep.equal(["a claim is held"]);
  });
});
