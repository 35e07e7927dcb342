import { expect } from "chai";
import fc from "fast-check";
import { hasField } from "../../../../../src/sources/cluster/protobuf/has-field.ts";
import { WireError, WireReader } from "../../../../../src/sources/cluster/protobuf/wire-reader.ts";
import { encode, tag } from "./encode.ts";

const claim = encode([1, "data"], [2, encode([10, encode([1, "media"])])]);
const cache = encode([1, "cache"], [2, encode([2, encode()])]);

/** `volumes` (1), their sources (2), of these a claim (10) or an ephemeral one (29). */
const CLAIMS = [[1], [2], [10, 29]];

const find = (bytes: Buffer, path = CLAIMS) => hasField(new WireReader(bytes), path);

describe("whether a message has a field", () => {
  it("is told of fields at the end of the way only", () => {
    expect(find(encode([1, claim]))).to.equal(true);
    expect(find(encode([1, cache]))).to.equal(false);
    expect(find(encode([2, claim], [10, "1"], [29, 1]))).to.equal(false);
  });

  it("is told wherever the field stands, and of one among several", () => {
    expect(find(encode([7, "x"], [1, cache], [1, claim], [3, 4]))).to.equal(true);
    expect(find(encode([1, cache], [1, encode([2, encode([29, ""])])]))).to.equal(true);
  });

  it("is told of a message that comes in parts", () => {
    expect(find(encode([1, encode([2, encode([2, ""])], [2, encode([10, ""])])]))).to.equal(true);
  });

  it("leaves the reader where it was", () => {
    const bytes = encode([5, 1], [1, cache], [1, claim], [6, 1]);
    const reader = new WireReader(bytes, encode([5, 1]).length);
    const { position, end } = reader;
    expect(hasField(reader, CLAIMS)).to.equal(true);
    expect(reader).to.include({ position, end });
    expect(hasField(reader, [[1], [9]])).to.equal(false);
    expect(reader).to.include({ position, end });
  });

  it("takes a field on the way that is no message for another one", () => {
    expect(find(encode([1, 7], [1, claim]))).to.equal(true);
    expect(find(encode([1, 7]))).to.equal(false);
  });

  it("is an answer or a WireError, of whatever bytes", () => {
    expect(() => find(Buffer.concat([tag(1, 2), Buffer.from([9])]))).to.throw(WireError);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        try {
          expect(find(Buffer.from(bytes))).to.be.a("boolean");
        } catch (error) {
          expect(error).to.be.instanceOf(WireError);
        }
      }),
    );
  });
});
