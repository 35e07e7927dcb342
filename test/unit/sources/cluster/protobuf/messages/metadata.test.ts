import { expect } from "chai";
import {
  type Field,
  message,
  readMessage,
} from "../../../../../../src/sources/cluster/protobuf/message.ts";
import {
  intOrString,
  labelSelector,
  microTime,
  objectMeta,
  objectMetaWithAnnotations,
  quantities,
  quantity,
  time,
} from "../../../../../../src/sources/cluster/protobuf/messages/metadata.ts";
import { WireReader } from "../../../../../../src/sources/cluster/protobuf/wire-reader.ts";
import { encode, type WireField } from "../encode.ts";

/** What the field gives for a message of these fields; undefined: JSON has no such field. */
function readIn(maker: (name: string) => Field, ...fields: WireField[]): unknown {
  const bytes = encode([1, encode(...fields)]);
  return readMessage(new WireReader(bytes), message({ it: [1, maker] })).it;
}

describe("a time in protobuf", () => {
  it("is RFC 3339 in whole seconds, as the API writes it in JSON", () => {
    expect(readIn(time, [1, 1_790_000_000], [2, 0])).to.equal("2026-09-21T14:13:20Z");
    expect(readIn(time, [1, 1_790_000_000], [2, 999_999_999])).to.equal("2026-09-21T14:13:20Z");
  });

  it("has six digits of a second where it is a MicroTime", () => {
    expect(readIn(microTime, [1, 1_790_000_000], [2, 700_000])).to.equal(
      "2026-09-21T14:13:20.000700Z",
    );
    expect(readIn(microTime, [1, 1_790_000_000])).to.equal("2026-09-21T14:13:20.000000Z");
  });

  it("is none where Go's zero time stands", () => {
    expect(readIn(time)).to.equal(undefined);
    expect(readIn(time, [1, 0], [2, 0])).to.equal(undefined);
    expect(readIn(time, [1, -62_135_596_800], [2, 0])).to.equal(undefined);
    expect(readIn(microTime, [1, -62_135_596_800])).to.equal(undefined);
  });

  it("is none where no calendar has it", () => {
    expect(readIn(time, [1, 2n ** 62n])).to.equal(undefined);
  });
});

describe("a quantity in protobuf", () => {
  it("is its own text", () => {
    expect(readIn(quantity, [1, "1500m"])).to.equal("1500m");
    expect(readIn(quantity)).to.equal(undefined);
  });

  it("stands in a map by the name of the resource", () => {
    expect(readIn(quantities, [1, "storage"], [2, encode([1, "5Gi"])])).to.deep.equal({
      storage: "5Gi",
    });
  });
});

describe("an IntOrString in protobuf", () => {
  it("is the number where its type is 0", () => {
    expect(readIn(intOrString, [1, 0], [2, 3], [3, ""])).to.equal(3);
    expect(readIn(intOrString, [1, 0], [2, -1], [3, ""])).to.equal(-1);
    expect(readIn(intOrString)).to.equal(0);
  });

  it("is the text where its type is 1", () => {
    expect(readIn(intOrString, [1, 1], [2, 0], [3, "25%"])).to.equal("25%");
  });
});

describe("metadata in protobuf", () => {
  const fields: WireField[] = [
    [1, "web-0"],
    [2, "web-"],
    [3, "shop"],
    [4, "/self"],
    [5, "uid-1"],
    [6, "4711"],
    [7, 3],
    [8, encode([1, 1_790_000_000])],
    [9, encode([1, 1_790_000_060])],
    [10, 30],
    [11, encode([1, "app"], [2, "web"])],
    [12, encode([1, "note"], [2, "long"])],
    [13, encode([1, "ReplicaSet"], [3, "web"], [4, "uid-2"], [5, "apps/v1"], [6, true], [7, true])],
    [14, "kubernetes.io/pvc-protection"],
  ];
  const identity = {
    name: "web-0",
    namespace: "shop",
    uid: "uid-1",
    creationTimestamp: "2026-09-21T14:13:20Z",
    deletionTimestamp: "2026-09-21T14:14:20Z",
    deletionGracePeriodSeconds: 30,
    labels: { app: "web" },
    ownerReferences: [{ kind: "ReplicaSet", name: "web", uid: "uid-2", controller: true }],
  };

  it("says who an object is and whose", () => {
    expect(readIn(objectMeta, ...fields)).to.deep.equal(identity);
  });

  it("has annotations only where they are asked for", () => {
    expect(readIn(objectMetaWithAnnotations, ...fields)).to.deep.equal({
      ...identity,
      annotations: { note: "long" },
    });
  });
});

describe("a label selector in protobuf", () => {
  it("has both of its halves", () => {
    const expression = encode([1, "tier"], [2, "In"], [3, "a"], [3, "b"]);
    const bytes: WireField[] = [
      [1, encode([1, "app"], [2, "web"])],
      [2, expression],
    ];
    expect(readIn(labelSelector, ...bytes)).to.deep.equal({
      matchLabels: { app: "web" },
      matchExpressions: [{ key: "tier", operator: "In", values: ["a", "b"] }],
    });
  });
});
