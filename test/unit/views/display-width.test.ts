import { expect } from "chai";
import fc from "fast-check";
import { displayWidth, foldMiddle, padToWidth } from "../../../src/views/display-width.ts";

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
