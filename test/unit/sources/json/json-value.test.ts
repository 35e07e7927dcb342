import { expect } from "chai";
import fc from "fast-check";
import { endOfValue } from "../../../../src/sources/json/json-value.ts";

describe("the end of a JSON value", () => {
  const endOf = (text: string, from = 0) => {
    const bytes = Buffer.from(text);
    return endOfValue(bytes, from, bytes.length);
  };

  it("is behind the bracket that closes it, whatever strings hold", () => {
    const value = String.raw`{"a": "} \" ] \\", "b": [{}, []]}`;
    expect(endOf(`${value} {`)).to.equal(value.length);
  });

  it("is before the comma, bracket or blank behind a number or a word", () => {
    expect(endOf("12.5e3,")).to.equal(6);
    expect(endOf("true}")).to.equal(4);
    expect(endOf("null\n")).to.equal(4);
  });

  it("is not known before all of it is there", () => {
    for (const text of ['{"a":1', '"a\\"', '"a\\', "12", "[[]"]) expect(endOf(text)).to.equal(-1);
  });

  it("is found wherever the value stands and however it is printed", () => {
    const indents = fc.constantFrom(undefined, 0, 1, 4);
    fc.assert(
      fc.property(fc.jsonValue(), indents, fc.string(), (value, indent, before) => {
        const text = JSON.stringify(value, null, indent);
        const from = Buffer.byteLength(before);
        expect(endOf(`${before}${text},`, from)).to.equal(from + Buffer.byteLength(text));
      }),
    );
  });
});
