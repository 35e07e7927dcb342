import { expect } from "chai";
import { parseAllDocuments } from "yaml";
import { page } from "../../../../src/knowledge/citation.ts";
import { toManifest } from "../../../../src/scaffold/manifest.ts";
import { PATTERNS } from "../../../../src/scaffold/patterns.ts";
import { because, type TreeObject } from "../../../../src/scaffold/tree.ts";
import { manifestYaml } from "../../../../src/views/manifest/manifest-yaml.ts";
import { optionsFor } from "../../scaffold/options-for.ts";

const options = {
  terminal: { columns: null, color: false, unicode: true },
  comments: true,
};

const draw = (tree: TreeObject, comments = true) =>
  [...manifestYaml([toManifest(tree)], { ...options, comments })].join("");

const source = page("a page", "https://example.com/page");

describe("Manifests as YAML", () => {
  it("have sorted fields, as kubectl prints them, and lists at the edge of their field", () => {
    expect(draw({ kind: "Pod", apiVersion: "v1", spec: { b: ["x"], a: true } })).to.equal(
      "apiVersion: v1\nkind: Pod\nspec:\n  a: true\n  b:\n  - x\n",
    );
  });

  it("have a comment above the line that it explains, and below it where that is said", () => {
    const tree = { kind: "Pod", spec: { flag: because(true, "Why it is set.", source) } };
    expect(draw(tree)).to.equal(
      "kind: Pod\nspec:\n  # Why it is set.\n  # https://example.com/page\n  flag: true\n",
    );
  });

  it("name the document where a source has no address", () => {
    const tree = { flag: because(true, "So.", page("a book")) };
    expect(draw(tree)).to.equal("# So.\n# a book\nflag: true\n");
  });

  it("have the comment of an element's first field above its dash, those of others at their lines", () => {
    const element = {
      name: "data",
      image: because("busybox", "Of the first line."),
      path: because("/x", "Of a later line."),
    };
    expect(
      draw({ list: because([element, because("last", "Of an element.")], "Of all.") }),
    ).to.equal(
      [
        "# Of all.",
        "list:",
        "# Of the first line.",
        "- image: busybox",
        "  name: data",
        "  # Of a later line.",
        "  path: /x",
        "# Of an element.",
        "- last",
        "",
      ].join("\n"),
    );
  });

  it("keep both comments where an object and its first field share a line", () => {
    const tree = { list: [because({ a: because(1, "The field.") }, "The element.")] };
    expect(draw(tree)).to.equal("list:\n# The element.\n# The field.\n- a: 1\n");
  });

  it("put the comment of a whole object above its first line", () => {
    const tree = because({ kind: "Pod", apiVersion: "v1" }, "The whole.");
    const text = [...manifestYaml([toManifest(tree)], options)].join("");
    expect(text).to.equal("# The whole.\napiVersion: v1\nkind: Pod\n");
  });

  it("wrap comments, and are no wider than 96 columns but for addresses", () => {
    const tree = { spec: { deep: { flag: because(true, "word ".repeat(60).trim(), source) } } };
    const lines = draw(tree).split("\n");
    expect(lines.filter((line) => line.includes("# word")).length).to.be.greaterThan(2);
    for (const line of lines) expect(line.length).to.be.at.most(96);
  });

  it("have no comments where none are wanted", () => {
    expect(draw({ flag: because(true, "Why.", source) }, false)).to.equal("flag: true\n");
  });

  it("let no comment end before its line does", () => {
    expect(draw({ flag: because(true, "one\nkind: Secret\rtwo\u2028three") })).to.equal(
      "# one kind: Secret two three\nflag: true\n",
    );
  });

  it("quote what Kubernetes' YAML would read as something else", () => {
    expect(draw({ a: "yes", b: "1", c: "" })).to.equal('a: "yes"\nb: "1"\nc: ""\n');
  });

  for (const pattern of PATTERNS.filter(({ storage }) => storage === null)) {
    it(`read back as the objects of the pattern ${pattern.name}`, () => {
      const manifests = pattern.build(optionsFor(pattern)).map(toManifest);
      const text = [...manifestYaml(manifests, options)].join("");
      const read = parseAllDocuments(text, { version: "1.1" }).map((it) => it.toJS());
      expect(read).to.deep.equal(manifests.map(({ object }) => object));
      const comments = manifests.flatMap((it) => it.comments);
      const told = text.split("\n").filter((line) => line.trimStart().startsWith("# "));
      expect(told.length).to.be.at.least(comments.length);
    });
  }
});
