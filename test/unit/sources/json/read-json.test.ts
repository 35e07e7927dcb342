import { expect } from "chai";
import fc from "fast-check";
import { readJson } from "../../../../src/sources/json/read-json.ts";
import { collect, errorOf, findIn, textErrorOf, windowOn } from "../snapshot/byte-streams.ts";

describe("reading a JSON document", () => {
  const read = (text: string) => collect(readJson(windowOn(text)));

  it("hands on a list item by item, with the fields that stand before the items", async () => {
    const parts = await read('{"kind":"PodList",\n"items":[{"a":1},\n{"b":2}],"metadata":{}}');
    expect(parts.map(({ item, line, fields }) => ({ item, line, fields }))).to.deep.equal([
      { item: '{"a":1}', line: 2, fields: { kind: "PodList" } },
      { item: '{"b":2}', line: 3, fields: { kind: "PodList" } },
      { item: null, line: 1, fields: { kind: "PodList", items: [], metadata: {} } },
    ]);
  });

  it("takes only the top level's items for a list", async () => {
    const parts = await read('{"spec":{"items":[1,2]},"data":"items"}');
    expect(parts.map(({ fields }) => fields)).to.deep.equal([
      { spec: { items: [1, 2] }, data: "items" },
    ]);
  });

  it("keeps a field of any name", async () => {
    const [part] = await read('{"__proto__":{"kind":"Pod"},"":1}');
    expect(Object.entries(part?.fields ?? {})).to.deep.equal([
      ["__proto__", { kind: "Pod" }],
      ["", 1],
    ]);
  });

  it("stops behind the document", async () => {
    const window = windowOn('{"a":1}{"b":2}');
    await collect(readJson(window));
    expect(await window.takeLine()).to.equal('{"b":2}');
  });

  const refused: [what: string, text: string, line: number, message: string][] = [
    [
      "a comma behind the last field",
      '{"a":1,\n}',
      2,
      "invalid character '}' looking for beginning of object key string",
    ],
    [
      "a comma behind the last item",
      '{"items":[{},\n]}',
      2,
      "invalid character ']' looking for beginning of value",
    ],
    [
      "items without a comma between",
      '{"items":[{} {}]}',
      1,
      "invalid character '{' after array element",
    ],
    [
      "fields without a comma between",
      '{"a":1 "b":2}',
      1,
      "invalid character '\"' after object key:value pair",
    ],
    ["a field without a colon", '{"a" 1}', 1, "invalid character '1' after object key"],
    ["brackets that do not match", '{"a":[}', 1, "invalid character '}'"],
    ["an end within the items", '{"items":[{}', 1, "unexpected end of JSON input"],
    ["an end within a string", '{"a":\n"', 2, "unexpected end of JSON input"],
    ["an end within the braces", "{", 1, "unexpected end of JSON input"],
  ];
  for (const [what, text, line, message] of refused) {
    it(`refuses ${what}, and says where`, async () => {
      const parts = async () => {
        for (const { item, line, parse } of await read(text)) if (item !== null) parse(item, line);
      };
      expect(await textErrorOf(parts())).to.include({ line, message });
    });
  }

  it("says where in an item the error is", async () => {
    const error = await errorOf(
      findIn('{"kind":"List","items":[\n{"kind":"Pod",\n"metadata":{"name":"a"\n"x":1}}]}'),
    );
    expect(error.message).to.match(/^error parsing -:4: expected ','/);
  });

  it("quotes nothing of the file, which may hold Secrets", async () => {
    const error = await errorOf(findIn('{"kind":"Secret","data":{"password":hunter2}}'));
    expect(error.message).to.equal("error parsing -:1: invalid character 'h'");
  });

  it("finds any objects again, however printed and wherever the chunks are cut", async () => {
    const object = fc.record({
      kind: fc.constant("X"),
      metadata: fc.constant({}),
      spec: fc.jsonValue({ stringUnit: "grapheme" }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(object),
        fc.constantFrom(0, 1, 4),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }),
        async (objects, indent, sizes) => {
          const text = JSON.stringify(
            { apiVersion: "v1", items: objects, kind: "List" },
            null,
            indent,
          );
          const found = await findIn(text, sizes);
          const again = JSON.stringify(found.map((one) => one.object));
          expect(again).to.equal(JSON.stringify(objects));
        },
      ),
    );
  });

  it("finds the same in one document after the other, with or without anything between", async () => {
    const objects = [1, 2, 3].map((n) => ({ kind: "Pod", metadata: { name: `p${n}` } }));
    for (const between of ["", "\n", "\n\n  ", "\n---\n", "\r\n"]) {
      const text = objects.map((object) => JSON.stringify(object)).join(between);
      expect((await findIn(text)).map(({ object }) => object)).to.deep.equal(objects);
    }
  });
});
