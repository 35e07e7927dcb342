import { expect } from "chai";
import fc from "fast-check";
import { KnownTexts } from "../../../../../src/sources/cluster/protobuf/known-texts.ts";

describe("texts that came before", () => {
  it("are read as the bytes say, whatever came before them", () => {
    const bytes = fc.oneof(
      fc.string({ maxLength: 100 }).map((text) => Buffer.from(text)),
      fc.string({ unit: "binary", maxLength: 100 }).map((text) => Buffer.from(text)),
      fc.uint8Array({ maxLength: 100 }).map((some) => Buffer.from(some)),
      // Few enough to come again, and to take each other's place.
      fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 5 }).map((text) => Buffer.from(text)),
    );
    fc.assert(
      fc.property(fc.array(bytes, { maxLength: 40 }), (all) => {
        const texts = new KnownTexts();
        for (const one of all) {
          expect(texts.read(one, 0, one.length)).to.equal(one.toString("utf8"));
        }
      }),
    );
  });

  it("are read between two places of the bytes", () => {
    const bytes = Buffer.from("xxmediaxxmediaxx");
    const texts = new KnownTexts();
    expect([texts.read(bytes, 2, 7), texts.read(bytes, 9, 14)]).to.deep.equal(["media", "media"]);
  });

  it("never stand for bytes that are no UTF-8, though characters have the same numbers", () => {
    const texts = new KnownTexts();
    for (const text of ["é", "éa", "aéa", "ÿ"]) {
      const utf8 = Buffer.from(text, "utf8");
      const latin1 = Buffer.from(text, "latin1");
      expect(texts.read(utf8, 0, utf8.length)).to.equal(text);
      expect(texts.read(latin1, 0, latin1.length)).to.equal(latin1.toString("utf8"));
      expect(texts.read(utf8, 0, utf8.length)).to.equal(text);
    }
  });
});
