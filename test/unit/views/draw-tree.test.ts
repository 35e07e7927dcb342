import { expect } from "chai";
import { type Branch, drawTree } from "../../../src/views/draw-tree.ts";
import { optionsOf } from "./sample-reports.ts";

const leaf = (text: string): Branch => ({ text, branches: [] });

const ROOT: Branch = {
  text: "pvc/media",
  branches: [{ text: "node-a", branches: [leaf("web-0"), leaf("web-1")] }, leaf("node-b")],
};

function draw(
  root: Branch,
  { columns = null as number | null, color = false, unicode = true } = {},
) {
  return [...drawTree(root, { ...optionsOf({ columns, color }).terminal, unicode })].join("");
}

describe("a tree", () => {
  it("is drawn as tree draws it", () => {
    expect(draw(ROOT)).to.equal(`\
pvc/media
├── node-a
│   ├── web-0
│   └── web-1
└── node-b
`);
  });

  it("has an ASCII form", () => {
    expect(draw(ROOT, { unicode: false })).to.equal(`\
pvc/media
|-- node-a
|   |-- web-0
|   \`-- web-1
\`-- node-b
`);
  });

  it("wraps a long text below itself, and never breaks what is typed", () => {
    const root: Branch = {
      text: "pvc/db",
      branches: [
        {
          mark: { word: "ERROR", tone: "error" },
          text: "two nodes want one volume",
          advice: ["next: kubectl -n shop describe pod db-0"],
          branches: [],
        },
        leaf("node-a"),
      ],
    };
    expect(draw(root, { columns: 20 })).to.equal(`\
pvc/db
├── ERROR two nodes
│   want one volume
│   next: kubectl -n shop describe pod db-0
└── node-a
`);
  });

  it("paints the mark and nothing else", () => {
    const root: Branch = { mark: { word: "INFO", tone: "info" }, text: "fine", branches: [] };
    expect(draw(root, { color: true })).to.equal("\u001b[36mINFO\u001b[39m fine\n");
    expect(draw(root)).to.equal("INFO fine\n");
  });

  it("makes every text harmless", () => {
    const root: Branch = { text: "a\u001b[2J", advice: ["b\nc"], branches: [leaf("d\u202e")] };
    expect(draw(root)).to.equal("a^[[2J\nb\\nc\n└── d\\u202e\n");
  });
});
