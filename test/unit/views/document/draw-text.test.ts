import { stripVTControlCharacters } from "node:util";
import { expect } from "chai";
import type { Document, DocumentBlock } from "../../../../src/views/document/document.ts";
import { drawText } from "../../../../src/views/document/draw-text.ts";
import type { Terminal } from "../../../../src/views/view.ts";
import { everyBlock } from "./documents.ts";

const PLAIN: Terminal = { columns: 80, color: false, unicode: true };

function draw(document: Document, terminal: Partial<Terminal> = {}): string {
  return [...drawText(document, { ...PLAIN, ...terminal })].join("");
}

function drawBlock(block: DocumentBlock, terminal: Partial<Terminal> = {}): string {
  return draw({ title: "T", blocks: [block] }, terminal).replace(/^T\n=\n\n/, "");
}

describe("a document as text", () => {
  it("has every kind of block", () => {
    expect(draw(everyBlock)).to.equal(`All that can be drawn
=====================

Prose
-----
One fact. (since 1.29; derived) [1]

Another. [1,2]

NO The pod cannot start.
  kubectl describe pod web-0

MODE   PROMISE
RWO    one node [1]
RWX    many nodes

A claim [2]:

kind: A
---
kind: B

One node              Many
  Pod A ─┬─ a disk      Pod X ─┐
  Pod B ─┘              Y     ─┼─ a share
                        Z     ─┘

1. Stop the old pod.
   kubectl delete pod a
   Loses: its memory
2. Wait.

Sources
-------
[1] https://github.com/owner/rules
[2] A book
`);
  });

  it("says with colour nothing that it does not say without", () => {
    const colored = stripVTControlCharacters(draw(everyBlock, { color: true }));
    expect(colored).to.equal(draw(everyBlock).replace(/^[-=]{3,}\n(?!kind: B)/gm, ""));
  });

  it("draws lines in ASCII where the terminal has no others", () => {
    const text = draw(everyBlock, { unicode: false });
    expect(text).to.include("  Pod A -+- a disk      Pod X -+\n");
    expect(text).to.match(/^[\n -~]*$/);
  });

  it("spells quotes, dashes and dots in ASCII there too, before it is wrapped", () => {
    const block: DocumentBlock = {
      kind: "paragraph",
      text: "“a” – b…",
      remarks: [],
      sources: [],
    };
    expect(drawBlock(block, { unicode: false, columns: 9 })).to.equal('"a" -\nb...\n');
    expect(drawBlock(block)).to.equal("“a” – b…\n");
  });

  it("wraps prose at 80 in a pipe, and at 100 in a terminal that is wider", () => {
    const text = "word ".repeat(60).trim();
    const block: DocumentBlock = { kind: "paragraph", text, remarks: [], sources: [] };
    const longest = (columns: number | null) =>
      Math.max(
        ...drawBlock(block, { columns })
          .split("\n")
          .map(({ length }) => length),
      );
    expect(longest(null)).to.equal(79);
    expect(longest(60)).to.equal(59);
    expect(longest(200)).to.equal(99);
  });

  it("never breaks what is typed, opened or applied", () => {
    const command = `kubectl patch ${"x".repeat(90)} -p y`;
    const address = `https://example.com/${"y".repeat(90)}`;
    for (const block of [
      { kind: "code", caption: "c", language: "sh", text: `${command}\n`, sources: [] },
      { kind: "verdict", word: "W", tone: "info", text: "", advice: [command] },
      { kind: "verdict", word: "W", tone: "info", text: "", advice: [`stop it: \`${command}\``] },
      { kind: "steps", steps: [{ text: "s", commands: [command], loses: null }] },
      {
        kind: "paragraph",
        text: `p \`${command}\``,
        remarks: [],
        sources: [{ text: "s", address }],
      },
    ] satisfies DocumentBlock[]) {
      const text = drawBlock(block, { columns: 40 });
      expect(text, block.kind).to.include(command);
      if (block.kind === "paragraph") expect(text).to.include(address);
    }
  });

  it("keeps a manifest at the edge, so that it can be applied as it is copied", () => {
    const text = "a: 1\n---\nb:\n  - 2\n";
    const block: DocumentBlock = {
      kind: "code",
      caption: "c",
      language: "yaml",
      text,
      sources: [],
    };
    expect(drawBlock(block)).to.equal(`c:\n\n${text}`);
  });

  it("makes what a cluster says harmless wherever it stands", () => {
    const evil = "a\u001b[31m\u202eb";
    const sources = [{ text: evil, address: null }];
    const document: Document = {
      title: evil,
      blocks: [
        { kind: "heading", text: evil },
        { kind: "paragraph", text: evil, remarks: [evil], sources },
        { kind: "verdict", word: evil, tone: "good", text: evil, advice: [evil] },
        { kind: "table", columns: [evil, evil], rows: [{ cells: [evil, evil], sources }] },
        { kind: "code", caption: evil, language: "sh", text: evil, sources },
        { kind: "picture", groups: [{ title: evil, users: [evil], storage: evil }] },
        { kind: "steps", steps: [{ text: evil, commands: [evil], loses: evil }] },
      ],
    };
    const text = draw(document);
    expect(text).not.to.include("\u001b");
    expect(text).not.to.include("\u202e");
  });

  it("colours the word of a verdict although the sentence is wrapped", () => {
    const block: DocumentBlock = {
      kind: "verdict",
      word: "MAYBE NOT",
      tone: "warning",
      text: "because of many reasons",
      advice: [],
    };
    const text = drawBlock(block, { columns: 20, color: true });
    expect(text).to.include("\u001b[33mMAYBE NOT\u001b[39m because of\nmany reasons\n");
  });
});

describe("a table in a document", () => {
  const table = (first: string, last: string): DocumentBlock => ({
    kind: "table",
    columns: ["first", "last"],
    rows: [
      { cells: [first, last], sources: [] },
      { cells: ["b", "c"], sources: [] },
    ],
  });

  it("wraps its last column", () => {
    const text = drawBlock(table("a".repeat(10), "some words that are many"), { columns: 33 });
    expect(text).to.equal(
      "FIRST        LAST\naaaaaaaaaa   some words that are\n             many\nb            c\n",
    );
  });

  it("becomes lines where its last column has no room", () => {
    const text = drawBlock(table("a".repeat(30), "some words that are too many"), { columns: 36 });
    expect(text).to.equal(
      `${"a".repeat(30)}\n  LAST: some words that are too many\n\nb\n  LAST: c\n`,
    );
  });

  it("keeps a narrow last column of a few short words", () => {
    const text = drawBlock(table("a".repeat(25), "one-two"), { columns: 36 });
    expect(text).to.equal(
      `FIRST${" ".repeat(23)}LAST\n${"a".repeat(25)}   one-two\nb${" ".repeat(27)}c\n`,
    );
  });
});

describe("a picture in a document", () => {
  const group = (title: string, ...users: string[]) => ({ title, users, storage: "data" });
  const drawGroups = (...groups: ReturnType<typeof group>[]) =>
    drawBlock({ kind: "picture", groups }, { columns: 30 });

  it("has a line from each user to the storage, which stands beside the middle one", () => {
    expect(drawGroups(group("none"))).to.equal("none\n  data\n");
    expect(drawGroups(group("one", "a"))).to.equal("one\n  a ─── data\n");
    expect(drawGroups(group("four", "a", "b", "c", "d"))).to.equal(
      "four\n  a ─┐\n  b ─┼─ data\n  c ─┤\n  d ─┘\n",
    );
  });

  it("has groups below each other that have no room beside each other", () => {
    expect(drawGroups(group("one", "a"), group("two", "b"), group("three", "c"))).to.equal(
      "one             two\n  a ─── data      b ─── data\n\nthree\n  c ─── data\n",
    );
  });
});
