import type { Document } from "../../../../src/views/document/document.ts";

const rules = { text: "owner/rules a.go isRule", address: "https://github.com/owner/rules" };
const book = { text: "A book", address: null };

/** A document with every kind of block. */
export const everyBlock: Document = {
  title: "All that can be drawn",
  blocks: [
    { kind: "heading", text: "Prose" },
    { kind: "paragraph", text: "One fact.", remarks: ["since 1.29", "derived"], sources: [rules] },
    { kind: "paragraph", text: "Another.", remarks: [], sources: [book, rules] },
    {
      kind: "verdict",
      word: "NO",
      tone: "error",
      text: "The pod cannot start.",
      advice: ["kubectl describe pod web-0"],
    },
    {
      kind: "table",
      columns: ["mode", "promise"],
      rows: [
        { cells: ["RWO", "one node"], sources: [rules] },
        { cells: ["RWX", "many nodes"], sources: [] },
      ],
    },
    {
      kind: "code",
      caption: "A claim",
      language: "yaml",
      text: "kind: A\n---\nkind: B\n",
      sources: [book],
    },
    {
      kind: "picture",
      groups: [
        { title: "One node", users: ["Pod A", "Pod B"], storage: "a disk" },
        { title: "Many", users: ["Pod X", "Y", "Z"], storage: "a share" },
      ],
    },
    {
      kind: "steps",
      steps: [
        { text: "Stop the old pod.", commands: ["kubectl delete pod a"], loses: "its memory" },
        { text: "Wait.", commands: [], loses: null },
      ],
    },
  ],
};
