import { expect } from "chai";
import fc from "fast-check";
import { stringify } from "yaml";
import { readYaml } from "../../../../src/sources/snapshot/read-yaml.ts";
import { collect, errorOf, findIn, nameOf, windowOn } from "./byte-streams.ts";

describe("reading a YAML document", () => {
  const read = (text: string) => collect(readYaml(windowOn(text), "x"));
  const itemsOf = async (text: string) =>
    (await read(text)).flatMap(({ item, line, parse }) =>
      item === null ? [] : [parse(item, line)],
    );

  it("hands on kubectl's list item by item, its other fields at the end", async () => {
    const parts = await read(
      "apiVersion: v1\nitems:\n- a: 1\n  b: 2\n- c: 3\nkind: List\nmetadata: {}\n",
    );
    expect(parts.map(({ item, line, fields }) => ({ item, line, fields }))).to.deep.equal([
      { item: "- a: 1\n  b: 2\n", line: 3, fields: { apiVersion: "v1", items: null } },
      { item: "- c: 3\n", line: 5, fields: { apiVersion: "v1", items: null } },
      { item: null, line: 1, fields: { apiVersion: "v1", items: [], kind: "List", metadata: {} } },
    ]);
  });

  it("cuts at dashes that are indented as well", async () => {
    expect(
      await itemsOf("items:\n  - a:\n    - 1\n    - 2\n  -\n    b: 2\nkind: List\n"),
    ).to.deep.equal([{ a: [1, 2] }, { b: 2 }]);
  });

  it("does not cut within block scalars, comments or blank lines", async () => {
    const text =
      "items: # here\n\n# before\n- a: |\n    - b: 1\n\n    items:\n# between\n  c: >-\n    ---\n- d: 1\n";
    expect(await itemsOf(text)).to.deep.equal([{ a: "- b: 1\n\nitems:\n", c: "---" }, { d: 1 }]);
  });

  it("keeps the line ends of a block scalar at the end of an item", async () => {
    expect(
      await itemsOf("items:\n- a: |\n    x\n- a: |+\n    x\n\n- a: |-\n    x\n"),
    ).to.deep.equal([{ a: "x\n" }, { a: "x\n\n" }, { a: "x" }]);
  });

  it("reads a list in another style whole", async () => {
    for (const text of ["items: [{a: 1}]", "items:\n  [{a: 1}]", "{\n  items: [{ a: 1 }],\n}"]) {
      expect((await read(text)).map(({ fields }) => fields)).to.deep.equal([{ items: [{ a: 1 }] }]);
    }
  });

  it("takes only the top level's items for a list", async () => {
    expect(await itemsOf("spec:\n  items:\n  - a: 1\n")).to.deep.equal([]);
  });

  it("makes nothing of comments and separators", async () => {
    expect(await read("# nothing\n\n--- # here\n")).to.deep.equal([]);
  });

  const refused: [string, string, string][] = [
    [
      "a field twice, before and behind the items",
      "kind: A\nitems:\n- a: 1\nkind: B\n",
      'error parsing x:4: duplicated mapping key "kind"',
    ],
    [
      "something behind a separator",
      "--- a\n",
      "error parsing x:1: invalid Yaml document separator: a",
    ],
    ["text", "hello\n", 'unable to decode "x:1": this is no object'],
    ["a sequence", "- a: 1\n", 'unable to decode "x:1": this is no object'],
  ];
  for (const [what, text, message] of refused) {
    it(`refuses ${what}, and says where`, async () => {
      expect((await errorOf(read(text))).message).to.equal(message);
    });
  }

  it("says where in an item the error is", async () => {
    const error = await errorOf(
      findIn("items:\n- kind: A\n  metadata: {}\n- kind: B\n  metadata:\n  \tx: 1\n"),
    );
    expect(error.message).to.equal(
      "error parsing -:6: tab characters must not be used in indentation",
    );
  });

  it("ends with an error at an object that is too large, before it is in memory", async () => {
    async function* endless() {
      for (;;) yield Buffer.from(`  ${"x".repeat(1 << 16)}: 1\n`);
    }
    const { ByteWindow } = await import("../../../../src/sources/json/byte-window.ts");
    const error = await errorOf(collect(readYaml(new ByteWindow(endless()), "x")));
    expect(error.message).to.equal("error parsing x:1: one object takes more than 16 MiB of text");
    expect(error.next).to.deep.equal(["write the file with -o json"]);
  });

  it("finds any objects again in kubectl's style, wherever the chunks are cut", async () => {
    const object = fc.record({
      kind: fc.constant("X"),
      metadata: fc.constant({}),
      spec: fc.jsonValue({ stringUnit: "grapheme" }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(object, { minLength: 1 }),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }),
        fc.constantFrom("\n", "\r\n"),
        async (objects, sizes, lineEnd) => {
          const list = { apiVersion: "v1", items: objects, kind: "List" };
          const text = stringify(list, {
            indentSeq: false,
            version: "1.1",
            aliasDuplicateObjects: false,
          });
          // Numbers to Go, and so quoted by kubectl, but not by this package.
          fc.pre(!/0[oOXB]/.test(text));
          const found = await findIn(text.replaceAll("\n", lineEnd), sizes);
          const again = JSON.stringify(found.map((one) => one.object));
          expect(again).to.equal(JSON.stringify(objects));
        },
      ),
    );
  });

  it("finds every document of a file", async () => {
    const text =
      "# a\n---\nkind: A\nmetadata: {name: a}\n...\n---\n\nkind: B\nmetadata: {name: b}\n---\n";
    const found = await findIn(text);
    expect(found.map(nameOf)).to.deep.equal(["A/a", "B/b"]);
    expect(found.map(({ origin }) => origin.line)).to.deep.equal([3, 8]);
  });
});
