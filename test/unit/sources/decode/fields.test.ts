import { expect } from "chai";
import {
  DecodeError,
  type Fields,
  readFlag,
  readNumber,
  readObject,
  readObjects,
  readOptionalObject,
  readOptionalText,
  readQuantity,
  readText,
  readTextMap,
  readTexts,
} from "../../../../src/sources/decode/fields.ts";

type Read = (parent: Fields, field: string) => unknown;

const readers: { read: Read; empty: unknown; good: unknown[]; bad: unknown[]; expected: string }[] =
  [
    { read: readText, empty: "", good: ["", "x"], bad: [1, true, {}, []], expected: "a string" },
    {
      read: readOptionalText,
      empty: null,
      good: ["", "x"],
      bad: [0, false, {}, []],
      expected: "a string",
    },
    {
      read: readFlag,
      empty: false,
      good: [true, false],
      bad: ["true", 1, {}],
      expected: "true or false",
    },
    { read: readNumber, empty: null, good: [0, 3], bad: ["3", true, {}], expected: "a number" },
    { read: readObject, empty: {}, good: [{}, { a: 1 }], bad: ["x", 1, []], expected: "an object" },
    {
      read: readOptionalObject,
      empty: null,
      good: [{}, { a: 1 }],
      bad: ["x", false, []],
      expected: "an object",
    },
    { read: readObjects, empty: [], good: [[], [{ a: 1 }]], bad: ["x", {}, 1], expected: "a list" },
    {
      read: readTexts,
      empty: [],
      good: [[], ["a", ""]],
      bad: ["x", {}, [1], ["a", null]],
      expected: "a list of strings",
    },
    { read: readTextMap, empty: {}, good: [{}, { a: "b" }], bad: ["x", []], expected: "an object" },
    { read: readQuantity, empty: null, good: ["5Gi"], bad: [true, {}, []], expected: "a string" },
  ];

describe("a field of an unchecked object", () => {
  for (const { read, empty, good, bad, expected } of readers) {
    describe(`read by ${read.name}`, () => {
      it("is empty where it is absent or null", () => {
        expect(read({}, "it")).to.deep.equal(empty);
        expect(read({ it: null }, "it")).to.deep.equal(empty);
        expect(read({ it: undefined }, "it")).to.deep.equal(empty);
      });

      it("is what it holds", () => {
        for (const value of good) expect(read({ it: value }, "it")).to.deep.equal(value);
      });

      it("is an error that names it where its type is wrong", () => {
        for (const value of bad) {
          expect(() => read({ it: value }, "it"), JSON.stringify(value))
            .to.throw(DecodeError, `it: expected ${expected}`)
            .with.property("field", "it");
        }
      });
    });
  }

  it("names the element of a list that is no object", () => {
    for (const element of [null, "x", []]) {
      expect(() => readObjects({ containers: [{}, element] }, "containers")).to.throw(
        DecodeError,
        "containers[1]: expected an object",
      );
    }
  });

  it("names the key of a map whose value is no string", () => {
    expect(() => readTextMap({ labels: { app: "web", tier: 3 } }, "labels")).to.throw(
      DecodeError,
      "labels.tier: expected a string",
    );
  });

  it("may be a quantity that somebody wrote as a number", () => {
    expect(readQuantity({ storage: 5 }, "storage")).to.equal("5");
    expect(readQuantity({ storage: 1.5 }, "storage")).to.equal("1.5");
  });
});
