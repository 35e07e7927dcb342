import { gzipSync } from "node:zlib";
import { expect } from "chai";
import { unpackBytes } from "../../../../src/sources/snapshot/read-bytes.ts";
import { collect, errorOf, inChunks } from "./byte-streams.ts";

describe("unpacking", () => {
  const unpack = async (bytes: Uint8Array, sizes?: number[]) =>
    Buffer.concat(await collect(unpackBytes("x.gz", inChunks(bytes, sizes)))).toString();

  it("tells gzip by its first two bytes, wherever the chunks are cut", async () => {
    for (const size of [1, 2, 7, 1000]) {
      expect(await unpack(gzipSync("hello"), [size])).to.equal("hello");
      expect(await unpack(Buffer.from("hello"), [size])).to.equal("hello");
    }
  });

  it("leaves what is shorter than that as it is", async () => {
    expect(await unpack(Buffer.from(""))).to.equal("");
    expect(await unpack(Buffer.from("\x1f"))).to.equal("\x1f");
  });

  it("takes several gzip files in a row for one", async () => {
    expect(await unpack(Buffer.concat([gzipSync("a"), gzipSync("b")]))).to.equal("ab");
  });

  it("refuses gzip that is cut off", async () => {
    const error = await errorOf(unpack(gzipSync("hello").subarray(0, -3)));
    expect(error.message).to.equal("error reading x.gz: the gzip data is cut off: unexpected EOF");
  });

  it("refuses gzip that is broken", async () => {
    const bytes = gzipSync("hello hello hello");
    bytes.fill(0xff, 12, 16);
    expect((await errorOf(unpack(bytes))).message).to.equal(
      "error reading x.gz: the gzip data is broken",
    );
  });

  it("gives up its source when it is given up", async () => {
    for (const bytes of [gzipSync(Buffer.alloc(5_000_000)), Buffer.alloc(5_000_000)]) {
      let closed = false;
      async function* source() {
        try {
          yield* inChunks(bytes, [100]);
        } finally {
          closed = true;
        }
      }
      for await (const _ of unpackBytes("x", source())) break;
      expect(closed).to.equal(true);
    }
  });
});
