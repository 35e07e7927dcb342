import { expect } from "chai";
import { TornField } from "../../../../../src/sources/cluster/protobuf/torn-field.ts";

describe("a field that comes in several chunks", () => {
  it("is put together up to its length, and the rest of the chunk is left", () => {
    const torn = new TornField();
    expect(torn.append(Buffer.from("me"), 5)).to.equal(2);
    expect(torn.append(Buffer.from("dia and more"), 5)).to.equal(3);
    expect(torn.bytes.toString()).to.equal("media");
    expect(torn.append(Buffer.from("x"), 5)).to.equal(0);
  });

  it("leaves nothing of itself to the next one", () => {
    const torn = new TornField();
    torn.append(Buffer.from("media"), 5);
    torn.clear();
    expect(torn.length).to.equal(0);
    torn.append(Buffer.from("db"), 2);
    expect(torn.bytes.toString()).to.equal("db");
  });

  it("is not copied again for every chunk, however many they are", () => {
    const torn = new TornField();
    const chunk = Buffer.alloc(16 * 2 ** 10, 7);
    const most = 60 * 2 ** 20;
    const places = new Set<ArrayBufferLike>();
    while (torn.length < most) {
      torn.append(chunk, most);
      places.add(torn.bytes.buffer);
    }
    // It moves only when the place doubles.
    expect(places.size).to.be.below(20);
    expect(torn.bytes.every((byte) => byte === 7)).to.equal(true);
  });

  it("takes no memory for what is announced and does not come", () => {
    const torn = new TornField();
    torn.append(Buffer.alloc(10), 64 * 2 ** 20);
    expect(torn.bytes.buffer.byteLength).to.be.below(100_000);
  });
});
