import { expect } from "chai";
import fc from "fast-check";
import {
  WIRE,
  WireError,
  WireReader,
} from "../../../../../src/sources/cluster/protobuf/wire-reader.ts";
import { encode, varint } from "./encode.ts";

const readerOf = (...bytes: number[]) => new WireReader(Buffer.from(bytes));

describe("the wire reader", () => {
  it("reads every number that a field can hold, whatever its length", () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (value) => {
        const reader = new WireReader(varint(value));
        expect(reader.readVarint()).to.equal(value);
        expect(reader.isAtEnd).to.equal(true);
      }),
    );
  });

  it("reads signed integers of 32 bits exactly, though they are near to 2^64 on the wire", () => {
    fc.assert(
      fc.property(fc.integer(), (value) => {
        expect(new WireReader(varint(value)).readInteger()).to.equal(value);
      }),
      { examples: [[-1], [-2_147_483_648], [-2049], [0]] },
    );
  });

  it("reads the zero time's seconds", () => {
    expect(new WireReader(varint(-62_135_596_800)).readInteger()).to.equal(-62_135_596_800);
  });

  it("takes a number of ten bytes, and none of eleven", () => {
    const ten = readerOf(...Array(9).fill(0x80), 0x01);
    expect(ten.readVarint()).to.equal(2 ** 63);
    expect(ten.isAtEnd).to.equal(true);
    expect(() => readerOf(...Array(10).fill(0x80), 0x01).readVarint()).to.throw(
      WireError,
      "a number without an end",
    );
  });

  it("takes a number that is written longer than it need be", () => {
    expect(readerOf(0x81, 0x80, 0x00).readVarint()).to.equal(1);
  });

  it("refuses a number that the bytes break off in", () => {
    for (let length = 0; length < 10; length++) {
      expect(() => readerOf(...Array(length).fill(0xff)).readVarint()).to.throw(WireError);
    }
  });

  it("believes no length beyond the end of its message", () => {
    for (const length of [2, 2 ** 31, 2 ** 32 + 1, 2 ** 53, 2n ** 64n - 1n]) {
      const reader = new WireReader(Buffer.concat([varint(length), Buffer.from("x")]));
      expect(() => reader.readText(), String(length)).to.throw(
        WireError,
        "a field goes beyond the end of its message",
      );
    }
  });

  it("keeps to the end that it was given, though the buffer goes on", () => {
    const reader = new WireReader(Buffer.from([3, 97, 98, 99]), 0, 3);
    expect(() => reader.readText()).to.throw(WireError);
  });

  it("reads text as UTF-8", () => {
    const texts = ["", "media", "päth/ü", "👩‍🚀", "\u0000\u001b"];
    for (const text of texts) {
      const field = encode([1, text]).subarray(1);
      expect(new WireReader(field).readText()).to.equal(text);
    }
  });

  it("skips a field of every wire type", () => {
    const skipped = (wireType: number, ...bytes: number[]) => {
      const reader = readerOf(...bytes, 0x2a);
      reader.skip(wireType);
      return reader.readVarint();
    };
    expect(skipped(WIRE.varint, 0x80, 0x01)).to.equal(0x2a);
    expect(skipped(WIRE.fixed64, 1, 2, 3, 4, 5, 6, 7, 8)).to.equal(0x2a);
    expect(skipped(WIRE.bytes, 3, 0xff, 0xff, 0xff)).to.equal(0x2a);
    expect(skipped(WIRE.fixed32, 1, 2, 3, 4)).to.equal(0x2a);
  });

  it("refuses to skip what is not all there", () => {
    expect(() => readerOf(1, 2, 3).skip(WIRE.fixed32)).to.throw(WireError);
    expect(() => readerOf(1, 2, 3, 4, 5, 6, 7).skip(WIRE.fixed64)).to.throw(WireError);
  });

  it("refuses wire types that the API does not use", () => {
    for (const wireType of [3, 4, 6, 7]) {
      expect(() => readerOf(0).skip(wireType)).to.throw(WireError, `wire type ${wireType}`);
    }
  });
});
