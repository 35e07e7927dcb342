import { expect } from "chai";
import fc from "fast-check";
import {
  readListStream,
  readObjectMessage,
} from "../../../../../src/sources/cluster/protobuf/list-stream.ts";
import { message, text } from "../../../../../src/sources/cluster/protobuf/message.ts";
import { MESSAGES } from "../../../../../src/sources/cluster/protobuf/messages/messages.ts";
import { WireError } from "../../../../../src/sources/cluster/protobuf/wire-reader.ts";
import { encode, envelope, tag, varint } from "./encode.ts";

const item = message({ name: [1, text] });

async function* inChunks(bytes: Uint8Array, sizes: Iterable<number>) {
  let start = 0;
  for (const size of sizes) {
    if (start >= bytes.length) return;
    yield bytes.subarray(start, start + size);
    start += size;
  }
  yield bytes.subarray(start);
}

async function read(body: AsyncIterable<Uint8Array>, of = item) {
  const metadata: unknown[] = [];
  const items: unknown[] = [];
  await readListStream(body, () => of, {
    onMetadata: (it) => metadata.push(it) > 0,
    onItem: (it) => items.push(it),
  });
  return { metadata, items };
}

const readWhole = (bytes: Uint8Array) => read(inChunks(bytes, []));

async function failureOf(bytes: Uint8Array): Promise<unknown> {
  try {
    return await readWhole(bytes);
  } catch (error) {
    return error;
  }
}

/** A page of three: metadata with resourceVersion, continue token and count, then the items. */
const page = envelope(
  encode(
    [1, encode([2, "4711"], [3, "token"], [4, 9])],
    [2, encode([1, "media"])],
    [2, encode([1, "x".repeat(300)])],
    [2, Buffer.alloc(0)],
  ),
);

const content = {
  metadata: [{ continue: "token", remainingItemCount: 9 }],
  items: [{ name: "media" }, { name: "x".repeat(300) }, {}],
};

describe("a list that comes in as protobuf", () => {
  it("gives its metadata, with the continue token, before its items", async () => {
    const seen: string[] = [];
    await readListStream(inChunks(page, []), () => item, {
      onMetadata: (metadata) => seen.push(`continue ${metadata.continue}`) > 0,
      onItem: ({ name }) => seen.push(String(name).slice(0, 5)),
    });
    expect(seen).to.deep.equal(["continue token", "media", "xxxxx", "undef"]);
  });

  it("passes over the items that its metadata make unwanted, and not over what is no list", async () => {
    const items: unknown[] = [];
    const handler = { onMetadata: () => false, onItem: (it: unknown) => items.push(it) };
    await readListStream(inChunks(page, [7, 20]), () => item, handler);
    expect(items).to.deep.equal([]);
    const cut = page.subarray(0, 60);
    const failure = await readListStream(inChunks(cut, []), () => item, handler).catch((it) => it);
    expect(failure).to.be.instanceOf(WireError);
  });

  it("has no continue token on its last page", async () => {
    const last = envelope(encode([1, encode([2, "4711"], [3, ""])], [2, encode([1, "a"])]));
    expect(await readWhole(last)).to.deep.equal({
      metadata: [{ continue: "", remainingItemCount: null }],
      items: [{ name: "a" }],
    });
  });

  it("may be empty", async () => {
    expect(await readWhole(envelope(Buffer.alloc(0)))).to.deep.equal({ metadata: [], items: [] });
  });

  it("gives the same objects however it is cut into chunks", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 40 })), async (sizes) => {
        expect(await read(inChunks(page, sizes))).to.deep.equal(content);
      }),
    );
    expect(await read(inChunks(page, Array(page.length).fill(1)))).to.deep.equal(content);
  });

  it("is a WireError if it ends at any byte before its last item's end", async () => {
    // Behind the list the envelope has two empty strings of two bytes each.
    for (let length = 0; length < page.length - 4; length++) {
      const failure = await failureOf(page.subarray(0, length));
      expect(failure, `cut at ${length}`).to.be.instanceOf(WireError);
    }
    expect(await readWhole(page)).to.deep.equal(content);
  });

  it("passes over fields of the list and of the envelope that it does not know", async () => {
    const strange = Buffer.concat([
      encode([9, 300], [8, "later"]),
      tag(7, 5),
      Buffer.alloc(4),
      tag(6, 1),
      Buffer.alloc(8),
      encode([2, encode([1, "a"])]),
    ]);
    const bytes = Buffer.concat([
      Buffer.from("k8s\0"),
      encode([12, 5], [1, "type"], [2, strange], [2, "not a list any more"], [13, "x"]),
    ]);
    const expected = { metadata: [], items: [{ name: "a" }] };
    expect(await readWhole(bytes)).to.deep.equal(expected);
    expect(await read(inChunks(bytes, Array(bytes.length).fill(1)))).to.deep.equal(expected);
  });

  it("is refused without the API's magic", async () => {
    const bytes = Buffer.from(page);
    bytes.write("K8S\0", "latin1");
    expect(await failureOf(bytes))
      .to.be.instanceOf(WireError)
      .with.property("message", "malformed protobuf: the answer does not begin as the API's do");
  });

  it("is refused if an item reaches beyond its end", async () => {
    const list = encode([2, encode([1, "abcdef"])]);
    const bytes = Buffer.concat([
      Buffer.from("k8s\0"),
      tag(2, 2),
      varint(list.length - 1),
      list,
      encode([3, ""]),
    ]);
    expect(await failureOf(bytes))
      .to.be.instanceOf(WireError)
      .with.property("message", "malformed protobuf: a field goes beyond the end of the list");
    // Its header is enough: nobody waits for what will not be taken.
    expect(await failureOf(bytes.subarray(0, 10)))
      .to.be.instanceOf(WireError)
      .with.property("message", "malformed protobuf: a field goes beyond the end of the list");
  });

  it("is refused for an object of hostile length before that much has come in", async () => {
    for (const length of [2n ** 27n, 2n ** 32n + 3n, 2n ** 63n, 2n ** 64n - 1n]) {
      const list = Buffer.concat([tag(2, 2), varint(length)]);
      const bytes = Buffer.concat([Buffer.from("k8s\0"), tag(2, 2), varint(2n ** 63n), list]);
      expect(await failureOf(Buffer.concat([bytes, Buffer.alloc(64)])), String(length))
        .to.be.instanceOf(WireError)
        .with.property("message")
        .that.matches(/an object of \d/);
    }
  });

  it("copies an object of many chunks a few times at most, and reads on behind it", async () => {
    const large = Buffer.alloc(60 * 2 ** 20, "x");
    const list = envelope(
      encode([2, encode([1, "a"])], [2, encode([9, large], [1, "b"])], [2, encode([1, "c"])]),
    );
    const cut = 16 * 2 ** 10;
    const { items } = await read(inChunks(list, Array(Math.ceil(list.length / cut)).fill(cut)));
    expect(items).to.deep.equal([{ name: "a" }, { name: "b" }, { name: "c" }]);
  });

  it("is refused for an object above 64 MiB, and for metadata above it, by what they announce", async () => {
    for (const field of [1, 2]) {
      const list = Buffer.concat([tag(field, 2), varint(64 * 2 ** 20 + 1)]);
      const bytes = Buffer.concat([Buffer.from("k8s\0"), tag(2, 2), varint(2 ** 40), list]);
      expect(await failureOf(Buffer.concat([bytes, Buffer.alloc(9)])), `${field}`)
        .to.be.instanceOf(WireError)
        .with.property("message", `malformed protobuf: an object of ${64 * 2 ** 20 + 1} bytes`);
    }
  });

  it("that never ends gives its objects one by one, and a WireError when the server hangs up", async () => {
    const one = encode([2, encode([1, "media"])]);
    const many = Buffer.concat(Array(1_000).fill(one));
    async function* endless() {
      yield Buffer.concat([Buffer.from("k8s\0"), tag(2, 2), varint(2n ** 63n)]);
      for (let sent = 0; sent < 100; sent++) yield many;
    }
    let seen = 0;
    const handler = { onMetadata: () => true, onItem: () => void seen++ };
    const failure = await readListStream(endless(), () => item, handler).catch((error) => error);
    expect(seen).to.equal(100_000);
    expect(failure)
      .to.be.instanceOf(WireError)
      .with.property("message", "malformed protobuf: the list ends too early");
  });

  it("passes on what the connection dies of, after the objects that came", async () => {
    async function* dying() {
      yield page.subarray(0, page.length - 20);
      throw new TypeError("terminated");
    }
    let seen = 0;
    const handler = { onMetadata: () => true, onItem: () => void seen++ };
    const failure = await readListStream(dying(), () => item, handler).catch((error) => error);
    expect([seen, failure.message]).to.deep.equal([1, "terminated"]);
  });

  it("with the field number 0 in it is refused", async () => {
    const fields = encode([0, "x"], [9, "y".repeat(40)]);
    for (const bytes of [envelope(fields), Buffer.concat([Buffer.from("k8s\0"), fields])]) {
      expect(await failureOf(bytes))
        .to.be.instanceOf(WireError)
        .with.property("message", "malformed protobuf: field number 0");
    }
  });

  it("passes over chunks with nothing in them", async () => {
    async function* body() {
      for (const byte of page) yield* [Buffer.alloc(0), Buffer.of(byte), Buffer.alloc(0)];
    }
    expect(await read(body())).to.deep.equal(content);
  });

  it("is refused for a header that cannot be one", async () => {
    const magic = Buffer.from("k8s\0");
    const endless = Buffer.concat([magic, Buffer.alloc(40, 0xff)]);
    expect(await failureOf(endless)).to.be.instanceOf(WireError);
    const group = Buffer.concat([magic, tag(3, 3), Buffer.alloc(40)]);
    expect(await failureOf(group))
      .to.be.instanceOf(WireError)
      .with.property("message", "malformed protobuf: wire type 3");
  });

  it("made of random bytes ends, and with nothing but a WireError", async () => {
    const random = fc.uint8Array({ maxLength: 300 });
    await fc.assert(
      fc.asyncProperty(random, fc.boolean(), async (bytes, inEnvelope) => {
        const body = inEnvelope ? envelope(bytes) : Buffer.concat([Buffer.from("k8s\0"), bytes]);
        const failure = await failureOf(body);
        if (failure instanceof Error) expect(failure).to.be.instanceOf(WireError);
      }),
      { numRuns: 2_000 },
    );
  });

  it("damaged in any byte throws nothing but a WireError, whatever its objects", async () => {
    for (const of of Object.values(MESSAGES)) {
      await fc.assert(
        fc.asyncProperty(fc.nat(page.length - 1), fc.nat(255), async (at, byte) => {
          const damaged = Buffer.from(page);
          damaged[at] = byte;
          try {
            await read(inChunks(damaged, []), of);
          } catch (error) {
            expect(error).to.be.instanceOf(WireError);
          }
        }),
        { numRuns: 50 },
      );
    }
  });

  it("passes on what its handler throws", async () => {
    const handler = {
      onMetadata: () => true,
      onItem: () => {
        throw new RangeError("enough");
      },
    };
    const failure = await readListStream(inChunks(page, []), () => item, handler).catch((it) => it);
    expect(failure).to.be.instanceOf(RangeError);
  });
});

describe("a single object as protobuf", () => {
  const bytes = envelope(encode([1, "media"]), "PersistentVolumeClaim");

  it("is read from its envelope", () => {
    expect(readObjectMessage(bytes, item)).to.deep.equal({ name: "media" });
  });

  it("is a WireError if it ends at any byte before its end", () => {
    for (let length = 0; length < bytes.length - 4; length++) {
      expect(() => readObjectMessage(bytes.subarray(0, length), item), String(length)).to.throw(
        WireError,
      );
    }
  });

  it("is a WireError without the magic, and without an object", () => {
    expect(() => readObjectMessage(Buffer.from("{}{}{}"), item)).to.throw(WireError, "begin");
    const empty = Buffer.concat([Buffer.from("k8s\0"), encode([1, "type"])]);
    expect(() => readObjectMessage(empty, item)).to.throw(WireError, "holds no object");
  });
});
