import { expect } from "chai";
import type { DocumentPart } from "../../../../src/sources/json/document-part.ts";
import { takeListsApart } from "../../../../src/sources/snapshot/take-lists-apart.ts";
import { collect, errorOf, findIn, nameOf } from "./byte-streams.ts";

describe("taking lists apart", () => {
  const objectsIn = async (value: unknown) =>
    (await findIn(JSON.stringify(value))).map(({ object }) => object);
  const metadata = { name: "a" };

  it("gives the items of a typed list the list's kind, wherever that stands", async () => {
    const typed = { apiVersion: "v1", kind: "Pod", metadata };
    const items = [{ metadata }];
    expect(await objectsIn({ kind: "PodList", apiVersion: "v1", items })).to.deep.equal([typed]);
    expect(await objectsIn({ apiVersion: "v1", items, kind: "PodList" })).to.deep.equal([typed]);
    expect(await objectsIn({ items, kind: "PodList", apiVersion: "v1" })).to.deep.equal([typed]);
  });

  it("keeps the order of items that wait for their kind", async () => {
    const items = ["a", "b", "c"].map((name) => ({ metadata: { name } }));
    const found = await findIn(JSON.stringify({ items, kind: "PodList" }, null, 2));
    expect(found.map(nameOf)).to.deep.equal(["Pod/a", "Pod/b", "Pod/c"]);
    expect(found.map(({ origin }) => [origin.index, origin.line])).to.deep.equal([
      [1, 3],
      [2, 8],
      [3, 13],
    ]);
  });

  it("leaves an item the kind that it has", async () => {
    const item = { apiVersion: "apps/v1", kind: "Deployment", metadata };
    expect(await objectsIn({ kind: "PodList", items: [item] })).to.deep.equal([item]);
  });

  it("takes lists in lists apart", async () => {
    const pods = { apiVersion: "v1", kind: "PodList", items: [{ metadata }] };
    const claim = { kind: "PersistentVolumeClaim", metadata };
    const list = { kind: "List", items: [claim, { kind: "List", items: [pods] }] };
    expect(await objectsIn(list)).to.deep.equal([
      claim,
      { apiVersion: "v1", kind: "Pod", metadata },
    ]);
  });

  it("finds nothing in an empty list, and that is no error", async () => {
    for (const items of [[], null]) {
      expect(await objectsIn({ kind: "PodList", items })).to.deep.equal([]);
    }
  });

  it("takes an object for no list for a field called items that is none", async () => {
    const object = { kind: "Menu", metadata, items: { a: 1 } };
    expect(await objectsIn(object)).to.deep.equal([object]);
  });

  it("names the line of an object, but not of several on one line", async () => {
    const list =
      '{"kind":"List","items":[{"kind":"A","metadata":{}},{"kind":"B","metadata":{}},\n{"kind":"C","metadata":{}}]}';
    expect((await findIn(list)).map(({ origin }) => origin)).to.deep.equal([
      { file: "-", line: 1, index: 1 },
      { file: "-", line: null, index: 2 },
      { file: "-", line: 2, index: 3 },
    ]);
  });

  it("names the line of each object in JSON lines", async () => {
    const lines = '{"kind":"A","metadata":{}}\n\n{"kind":"B","metadata":{}}\n';
    expect((await findIn(lines)).map(({ origin }) => origin.line)).to.deep.equal([1, 3]);
  });

  it("refuses an item without a kind in a list of any kind", async () => {
    for (const text of [
      '{"kind":"List","items":[\n{"kind":"A","metadata":{}},\n{"metadata":{}}]}',
      '{"items":[\n{"kind":"A","metadata":{}},\n{"metadata":{}}],"kind":"List"}',
    ]) {
      const error = await errorOf(findIn(text));
      expect(error.message).to.equal("unable to decode \"-:3\": Object 'Kind' is missing");
    }
  });

  it("does not let more wait for their kind than fits in memory", async () => {
    async function* parts(): AsyncGenerator<DocumentPart> {
      const item = " ".repeat(1 << 24);
      for (let line = 1; ; line++) yield { item, line, fields: {}, parse: () => ({}) };
    }
    const error = await errorOf(collect(takeListsApart("x", parts())));
    expect(error.message).to.equal(
      "error parsing x:17: more than 256 MiB of items stand before the kind of their list",
    );
  });

  it("refuses an item that is no object", async () => {
    const error = await errorOf(findIn('{"kind":"PodList","items":[1]}'));
    expect(error.message).to.equal('unable to decode "-:1": this is no object');
  });
});
