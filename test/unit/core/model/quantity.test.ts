import { expect } from "chai";
import fc from "fast-check";
import { parseBytes } from "../../../../src/core/model/quantity.ts";

describe("a quantity", () => {
  const known: Record<string, number> = {
    "0": 0,
    "1": 1,
    "+5": 5,
    "5Gi": 5 * 2 ** 30,
    "0.5Gi": 2 ** 29,
    ".5Ki": 512,
    "5.": 5,
    "1k": 1_000,
    "1Ki": 1_024,
    "1M": 1e6,
    "1.5G": 15e8,
    "1T": 1e12,
    "7Pi": 7 * 2 ** 50,
    "1e3": 1_000,
    "1E3": 1_000,
    "1.5e3": 1_500,
    "5e-1": 1,
    "12e0": 12,
    "007": 7,
  };

  for (const [text, bytes] of Object.entries(known)) {
    it(`${text} is ${bytes} bytes`, () => {
      expect(parseBytes(text)).to.equal(bytes);
    });
  }

  it("is rounded up to whole bytes", () => {
    expect(parseBytes("1500m")).to.equal(2);
    expect(parseBytes("1m")).to.equal(1);
    expect(parseBytes("1u")).to.equal(1);
    expect(parseBytes("1n")).to.equal(1);
    expect(parseBytes("0.1Ki")).to.equal(103);
  });

  it("is unknown where a JSON number could not hold it exactly", () => {
    expect(parseBytes("9007199254740991")).to.equal(Number.MAX_SAFE_INTEGER);
    for (const text of ["9007199254740992", "8Pi", "8Ei", "1E", "1e99"]) {
      expect(parseBytes(text), text).to.equal(null);
    }
  });

  it("is none where it cannot be read, and where there is none", () => {
    const texts = ["", ".", "-1", "5gi", "5 Gi", "Gi", "1e", "1e3Gi", "0x10", "1_000", "1ki", "٣"];
    for (const text of texts) expect(parseBytes(text), text).to.equal(null);
    expect(parseBytes(null)).to.equal(null);
  });

  it("means the same in every suffix that it can be written with", () => {
    fc.assert(
      fc.property(fc.nat(2 ** 23), (count) => {
        expect(parseBytes(`${count}Gi`)).to.equal(parseBytes(`${count * 1024}Mi`));
        expect(parseBytes(`${count}G`)).to.equal(parseBytes(`${count}e9`));
        expect(parseBytes(`${count}`)).to.equal(parseBytes(`${count}000m`));
      }),
    );
  });
});
