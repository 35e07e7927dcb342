import { expect } from "chai";
import fc from "fast-check";
import protobuf from "protobufjs";
import {
  flag,
  integer,
  integers,
  list,
  message,
  nested,
  presentText,
  readMessage,
  textMap,
  texts,
} from "../../../../../src/sources/cluster/protobuf/message.ts";
import { WireError, WireReader } from "../../../../../src/sources/cluster/protobuf/wire-reader.ts";

// The same bytes, read by us and by protobufjs, which has its own reader and its own idea of the
// schema. What we do not name is in the schema too, in every way to write a field.
const SCHEMA = `
  syntax = "proto2";
  message Innermost {
    optional string name = 1;
    optional bool ready = 3;
    repeated string modes = 5;
  }
  message Inner {
    optional string name = 1;
    optional bool ready = 3;
    repeated string modes = 5;
    optional Innermost inner = 7;
  }
  message Outer {
    optional string name = 1;
    optional int64 seconds = 2;
    optional bool ready = 3;
    repeated string modes = 4;
    repeated int64 groups = 5;
    optional Inner owner = 6;
    repeated int64 packed = 9 [packed = true];
    map<string, string> labels = 11;
    repeated Inner containers = 20;
    optional bytes raw = 100;
    optional fixed64 stamp = 101;
    optional fixed32 mask = 2002;
    optional double load = 200003;
    optional sint64 delta = 20000004;
    map<int32, Inner> inners = 536870911;
  }
`;

const { root } = protobuf.parse(SCHEMA, { keepCase: true });
const Outer = root.lookupType("Outer");

const innermost = message({ name: [1, presentText], ready: [3, flag], modes: [5, texts] });
const inner = message({
  name: [1, presentText],
  ready: [3, flag],
  modes: [5, texts],
  inner: [7, nested(innermost)],
});
const outer = message({
  name: [1, presentText],
  seconds: [2, integer],
  ready: [3, flag],
  modes: [4, texts],
  groups: [5, integers],
  owner: [6, nested(inner)],
  packed: [9, integers],
  labels: [11, textMap],
  containers: [20, list(inner)],
});

const UNREAD = ["raw", "stamp", "mask", "load", "delta", "inners"];

/** What the library reads, in our words. */
function readByLibrary(bytes: Uint8Array): Record<string, unknown> {
  const read = Outer.toObject(Outer.decode(bytes), { longs: Number }) as Record<string, unknown>;
  for (const name of UNREAD) delete read[name];
  return read;
}

const readByUs = (bytes: Uint8Array) => readMessage(new WireReader(Buffer.from(bytes)), outer);

const innermostObject = fc.record(
  { name: fc.string({ unit: "binary" }), ready: fc.boolean(), modes: fc.array(fc.string()) },
  { requiredKeys: [] },
);
const innerObject = fc.record(
  { name: fc.string(), ready: fc.boolean(), modes: fc.array(fc.string()), inner: innermostObject },
  { requiredKeys: [] },
);
const label = fc.string().filter((key) => key !== "__proto__");
const outerObject = fc.record(
  {
    name: fc.string({ unit: "binary" }),
    seconds: fc.maxSafeInteger(),
    ready: fc.boolean(),
    modes: fc.array(fc.string({ unit: "binary", maxLength: 200 })),
    groups: fc.array(fc.maxSafeInteger()),
    owner: innerObject,
    packed: fc.array(fc.maxSafeInteger()),
    labels: fc.dictionary(label, fc.string()),
    containers: fc.array(innerObject),
    raw: fc.uint8Array({ maxLength: 300 }),
    stamp: fc.maxSafeNat(),
    mask: fc.nat(),
    load: fc.double(),
    delta: fc.maxSafeInteger(),
    inners: fc.dictionary(fc.nat().map(String), innerObject),
  },
  { requiredKeys: [] },
);

const encodeByLibrary = (object: object) =>
  Buffer.from(Outer.encode(Outer.create(object)).finish());

/** Numbers above 2^53 are rounded, by each in its own way, and no field that is read gets there. */
function roundLarge(value: unknown): unknown {
  if (typeof value === "number") return Number.isSafeInteger(value) ? value : "large";
  if (Array.isArray(value)) return value.map(roundLarge);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, roundLarge(one)]));
}

/** @returns what was read; null: it was refused, in a way that is expected of each */
function attempt(read: () => unknown, refusal: new (...args: never[]) => Error): unknown {
  try {
    return roundLarge(read());
  } catch (error) {
    expect(error).to.be.instanceOf(refusal);
    return null;
  }
}

describe("what another library writes", () => {
  it("is read as it reads it itself, whatever stands in it", () => {
    fc.assert(
      fc.property(outerObject, (object) => {
        const bytes = encodeByLibrary(object);
        expect(readByUs(bytes)).to.deep.equal(readByLibrary(bytes));
      }),
      { numRuns: 500 },
    );
  });

  it("is read the same, or refused, once some of its bytes are others", () => {
    let same = 0;
    const change = fc.tuple(fc.nat(), fc.nat(255));
    fc.assert(
      fc.property(
        outerObject,
        fc.array(change, { minLength: 1, maxLength: 4 }),
        (object, changes) => {
          const bytes = encodeByLibrary(object);
          if (bytes.length === 0) return;
          for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
          const ours = attempt(() => readByUs(bytes), WireError);
          const theirs = attempt(() => readByLibrary(bytes), Error);
          if (ours === null || theirs === null) return;
          same += 1;
          expect(ours).to.deep.equal(theirs);
        },
      ),
      { numRuns: 2_000 },
    );
    expect(same).to.be.greaterThan(100);
  });

  it("is read the same, or refused, if the bytes are any", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        const ours = attempt(() => readByUs(bytes), WireError);
        const theirs = attempt(() => readByLibrary(bytes), Error);
        if (ours !== null && theirs !== null) expect(ours).to.deep.equal(theirs);
      }),
      { numRuns: 5_000 },
    );
  });
});
