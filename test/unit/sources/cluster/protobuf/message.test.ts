import { expect } from "chai";
import fc from "fast-check";
import {
  flag,
  inline,
  integer,
  integers,
  list,
  type Message,
  mapOf,
  message,
  nested,
  nonZero,
  nothing,
  presentText,
  readMessage,
  scalar,
  text,
  textMap,
  texts,
  union,
} from "../../../../../src/sources/cluster/protobuf/message.ts";
import { WireError, WireReader } from "../../../../../src/sources/cluster/protobuf/wire-reader.ts";
import { encode, tag, varint, type WireField } from "./encode.ts";

const sized = message({ string: [1, text] });

const read = (bytes: Buffer, of: Message) => readMessage(new WireReader(bytes), of);

describe("a message", () => {
  it("gives strings as JSON has them: an empty one only where it was a pointer", () => {
    const of = message({ name: [1, text], className: [2, presentText] });
    expect(read(encode([1, "a"], [2, "b"]), of)).to.deep.equal({ name: "a", className: "b" });
    expect(read(encode([1, ""], [2, ""]), of)).to.deep.equal({ className: "" });
  });

  it("gives numbers and truths, zero too unless JSON leaves it out", () => {
    const of = message({ replicas: [1, integer], partition: [2, nonZero], ready: [3, flag] });
    expect(read(encode([1, 3], [2, -1], [3, true]), of)).to.deep.equal({
      replicas: 3,
      partition: -1,
      ready: true,
    });
    expect(read(encode([1, 0], [2, 0], [3, false]), of)).to.deep.equal({
      replicas: 0,
      ready: false,
    });
  });

  it("gathers what is repeated", () => {
    const of = message({ modes: [1, texts], items: [2, list(message({ name: [1, text] }))] });
    const bytes = encode([1, "a"], [2, encode([1, "x"])], [1, ""], [2, Buffer.alloc(0)]);
    expect(read(bytes, of)).to.deep.equal({ modes: ["a", ""], items: [{ name: "x" }, {}] });
    const groups = message({ groups: [4, integers] });
    expect(read(encode([4, 3000], [4, 0]), groups)).to.deep.equal({ groups: [3000, 0] });
  });

  it("may matter only because it is there", () => {
    const of = message({ startupProbe: [22, nothing] });
    expect(read(encode([22, encode([1, "exec"])]), of)).to.deep.equal({ startupProbe: {} });
    expect(read(encode([21, ""]), of)).to.deep.equal({});
  });

  it("writes the fields of an inline message into the outer object", () => {
    const source = message({ nfs: [7, nested(message({ server: [1, text] }))] });
    const of = message({ name: [1, text], source: [2, inline(source)] });
    const bytes = encode([1, "data"], [2, encode([7, encode([1, "10.0.0.5"])])]);
    expect(read(bytes, of)).to.deep.equal({ name: "data", nfs: { server: "10.0.0.5" } });
  });

  it("gives one value for a message that JSON writes as one, and none where there is none", () => {
    const of = message({ size: [1, scalar(message({ string: [1, text] }), (it) => it.string)] });
    expect(read(encode([1, encode([1, "5Gi"])]), of)).to.deep.equal({ size: "5Gi" });
    expect(read(encode([1, Buffer.alloc(0)]), of)).to.deep.equal({});
  });

  it("reads maps, whatever the keys are called", () => {
    const entry = (key: string, value: string): WireField => [1, encode([1, key], [2, value])];
    const bytes = encode(
      entry("app", "web"),
      entry("__proto__", "x"),
      entry("constructor", ""),
      entry("", "y"),
    );
    const { labels } = read(bytes, message({ labels: [1, textMap] }));
    expect(Object.entries(labels as object)).to.deep.equal([
      ["app", "web"],
      ["__proto__", "x"],
      ["constructor", ""],
      ["", "y"],
    ]);
    expect(Object.getPrototypeOf(labels)).to.equal(Object.prototype);
  });

  it("takes the last of two entries with one key", () => {
    const bytes = encode([1, encode([1, "a"], [2, "1"])], [1, encode([1, "a"], [2, "2"])]);
    expect(read(bytes, message({ labels: [1, textMap] }))).to.deep.equal({ labels: { a: "2" } });
  });

  it("skips unknown fields of every wire type", () => {
    const bytes = Buffer.concat([
      encode([9, 1n << 60n]),
      tag(10, 1),
      Buffer.alloc(8, 0xff),
      encode([11, Buffer.alloc(300, 0xff)]),
      tag(536_870_911, 5),
      Buffer.alloc(4, 0xff),
      encode([1, "kept"]),
    ]);
    expect(read(bytes, message({ name: [1, text] }))).to.deep.equal({ name: "kept" });
  });

  it("takes the last of a value that comes again, also if that is the empty one", () => {
    const of = message({
      name: [1, text],
      className: [2, presentText],
      replicas: [3, integer],
      partition: [4, nonZero],
      ready: [5, flag],
      size: [6, scalar(message({ string: [1, text] }), (it) => it.string)],
    });
    const first = encode([1, "a"], [2, "a"], [3, 1], [4, 1], [5, true], [6, encode([1, "1Gi"])]);
    const second = encode([1, "b"], [2, "b"], [3, 2], [4, 2], [5, false], [6, encode([1, "2Gi"])]);
    const zero = encode([1, ""], [2, ""], [3, 0], [4, 0], [5, false]);
    expect(read(Buffer.concat([first, second]), of)).to.deep.equal({
      name: "b",
      className: "b",
      replicas: 2,
      partition: 2,
      ready: false,
      size: "2Gi",
    });
    expect(read(Buffer.concat([first, zero]), of)).to.deep.equal({
      className: "",
      replicas: 0,
      ready: false,
      size: "1Gi",
    });
  });

  it("is merged if it comes in parts, at any depth", () => {
    const spec = message({ node: [1, text], modes: [2, texts], labels: [3, textMap] });
    const of = message({ spec: [1, nested(message({ inner: [4, nested(spec)] }))] });
    const part = (...fields: WireField[]) => encode([1, encode([4, encode(...fields)])]);
    const bytes = Buffer.concat([
      part([1, "a"], [2, "ReadWriteOnce"], [3, encode([1, "x"], [2, "1"])]),
      part([1, "b"], [2, "ReadOnlyMany"], [3, encode([1, "y"], [2, "2"])]),
      part(),
    ]);
    expect(read(bytes, of)).to.deep.equal({
      spec: {
        inner: {
          node: "b",
          modes: ["ReadWriteOnce", "ReadOnlyMany"],
          labels: { x: "1", y: "2" },
        },
      },
    });
  });

  it("takes numbers of a list one by one, packed, or both", () => {
    const of = message({ groups: [4, integers], name: [5, text] });
    const packed = Buffer.concat([varint(3000), varint(-1), varint(0)]);
    const bytes = encode([4, 7], [4, packed], [4, 8], [4, Buffer.alloc(0)], [5, "after"]);
    expect(read(bytes, of)).to.deep.equal({ groups: [7, 3000, -1, 0, 8], name: "after" });
    expect(read(encode([4, Buffer.alloc(0)]), of)).to.deep.equal({});
    const broken = encode([4, Buffer.from([0x80])], [5, "x"]);
    expect(() => read(broken, of)).to.throw(WireError, "beyond the end");
  });

  it("takes a map's key and value in any order, and either as empty where it is left out", () => {
    const of = message({
      labels: [1, textMap],
      sizes: [2, mapOf(scalar(sized, (it) => it.string))],
    });
    const bytes = encode(
      [1, encode([2, "1"], [1, "a"])],
      [1, encode([1, "b"])],
      [1, encode([2, "2"])],
      [2, encode([1, "storage"])],
      [2, encode([1, "pods"], [2, encode([1, "9"])])],
    );
    expect(read(bytes, of)).to.deep.equal({
      labels: { a: "1", b: "", "": "2" },
      sizes: { pods: "9" },
    });
  });

  it("gives negative numbers, and those of 64 bits as far as a number is exact", () => {
    const of = message({ number: [1, integer] });
    for (const number of [-1, -2147483648, 4294967296, 2 ** 53 - 1, -(2 ** 53) + 1]) {
      expect(read(encode([1, number]), of)).to.deep.equal({ number });
    }
    const largest = read(encode([1, 2n ** 63n - 1n]), of);
    expect(largest).to.deep.equal({ number: 2 ** 63 });
    expect(read(encode([1, -(2n ** 63n)]), of)).to.deep.equal({ number: -(2 ** 63) });
  });

  it("takes no field for another whose number begins with the same bits", () => {
    const of = message({ name: [1, text] });
    const long = Buffer.concat([varint(2n ** 32n + 10n), varint(1), Buffer.from("x")]);
    expect(() => read(long, of)).to.throw(WireError, "a field number of more than 29 bits");
    expect(read(encode([2 ** 29 - 1, "x"]), of)).to.deep.equal({});
  });

  it("refuses groups, in which the API writes nothing", () => {
    const group = Buffer.concat([tag(8, 3), encode([1, "x"]), tag(8, 4)]);
    expect(() => read(group, message({}))).to.throw(WireError, "wire type 3");
    expect(() => read(group.subarray(4), message({}))).to.throw(WireError, "wire type 4");
  });

  it("skips what is nested deeper than any stack", () => {
    let bytes: Buffer = Buffer.alloc(0);
    for (let depth = 0; depth < 5_000; depth++) bytes = encode([1, bytes]);
    expect(read(encode([7, bytes]), message({ name: [1, text] }))).to.deep.equal({});
    expect(read(bytes, message({ a: [1, nested(message({}))] }))).to.deep.equal({ a: {} });
  });

  it("keeps a trace of an unknown member of a union", () => {
    const of = union({ nfs: [7, nested(message({}))] });
    expect(read(encode([31, encode([1, "x"])]), of)).to.deep.equal({ field31: {} });
    expect(read(encode([7, Buffer.alloc(0)]), of)).to.deep.equal({ nfs: {} });
  });

  it("refuses a field whose wire type is another, and names it", () => {
    const of = message({ name: [1, text], replicas: [2, integer] });
    expect(() => read(encode([1, 5]), of)).to.throw(WireError, "wire type 0 in name");
    expect(() => read(encode([2, "x"]), of)).to.throw(WireError, "wire type 2 in replicas");
  });

  it("refuses the field number 0", () => {
    expect(() => read(encode([0, 5]), message({}))).to.throw(WireError, "field number 0");
  });

  it("refuses a nested field that reaches beyond its message into the next one", () => {
    const inner = Buffer.concat([tag(1, 2), varint(4), Buffer.from("ab")]);
    const bytes = encode([1, inner], [2, "zz"]);
    const of = message({ a: [1, nested(message({ name: [1, text] }))], b: [2, text] });
    expect(() => read(bytes, of)).to.throw(WireError, "beyond the end of its message");
  });
});

describe("any message", () => {
  const inner = message({ name: [1, text], ready: [3, flag] });
  const of = message({
    name: [1, presentText],
    replicas: [2, integer],
    modes: [3, texts],
    labels: [11, textMap],
    owner: [4, nested(inner)],
    containers: [20, list(inner)],
    source: [1000, inline(message({ path: [6, presentText] }))],
  });

  const innerObject = fc.record({ name: fc.string({ minLength: 1 }), ready: fc.boolean() });
  const object = fc.record(
    {
      name: fc.string(),
      replicas: fc.integer(),
      modes: fc.array(fc.string(), { minLength: 1 }),
      labels: fc.dictionary(fc.string(), fc.string(), { minKeys: 1 }),
      owner: innerObject,
      containers: fc.array(innerObject, { minLength: 1 }),
      path: fc.string(),
    },
    { requiredKeys: [] },
  );
  type Sample = typeof object extends fc.Arbitrary<infer T> ? T : never;

  const encodeInner = ({ name, ready }: { name: string; ready: boolean }) =>
    encode([1, name], [3, ready]);

  /** A group for each field, so that groups can be mixed and repeated fields keep their order. */
  function fieldsOf(sample: Sample): WireField[][] {
    const { name, replicas, modes, labels, owner, containers, path } = sample;
    return [
      name === undefined ? [] : [[1, name]],
      replicas === undefined ? [] : [[2, replicas]],
      (modes ?? []).map((mode): WireField => [3, mode]),
      Object.entries(labels ?? {}).map(
        ([key, value]): WireField => [11, encode([1, key], [2, value])],
      ),
      owner === undefined ? [] : [[4, encodeInner(owner)]],
      (containers ?? []).map((it): WireField => [20, encodeInner(it)]),
      path === undefined ? [] : [[1000, encode([6, path])]],
    ];
  }

  const unknown = fc.oneof(
    fc.tuple(fc.integer({ min: 2000, max: 3000 }), fc.string()),
    fc.tuple(fc.integer({ min: 2000, max: 3000 }), fc.maxSafeNat()),
  );

  const encoded = object.chain((sample) =>
    fc
      .tuple(fc.constant(sample), fc.array(unknown), fc.infiniteStream(fc.nat(9)))
      .map(([value, strangers, order]) => {
        const groups = [...fieldsOf(value), ...strangers.map((it): WireField[] => [it])];
        const mixed = groups
          .map((group) => ({ group, rank: order.next().value ?? 0 }))
          .toSorted((a, b) => a.rank - b.rank)
          .flatMap(({ group }) => group);
        return { value, bytes: encode(...mixed) };
      }),
  );

  it("decodes to what was encoded, in any order of its fields and among unknown ones", () => {
    fc.assert(
      fc.property(encoded, ({ value, bytes }) => {
        expect(read(bytes, of)).to.deep.equal({ ...value });
      }),
    );
  });

  it("is a WireError or a smaller message wherever it breaks off", () => {
    fc.assert(
      fc.property(encoded, ({ bytes }) => {
        for (let length = 0; length < bytes.length; length++) {
          try {
            read(bytes.subarray(0, length), of);
          } catch (error) {
            expect(error).to.be.instanceOf(WireError);
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it("made of random bytes throws nothing but a WireError", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          expect(read(Buffer.from(bytes), of)).to.be.an("object");
        } catch (error) {
          expect(error).to.be.instanceOf(WireError);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
