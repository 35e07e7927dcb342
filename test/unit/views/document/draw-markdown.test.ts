import { expect } from "chai";
import type { DocumentBlock } from "../../../../src/views/document/document.ts";
import { drawMarkdown, drawMarkdownPart } from "../../../../src/views/document/draw-markdown.ts";
import { linkSources } from "../../../../src/views/document/link-sources.ts";
import { everyBlock } from "./documents.ts";

function drawBlock(block: DocumentBlock): string {
  return [...drawMarkdown({ title: "T", blocks: [block] })].join("").replace(/^# T\n\n/, "");
}

describe("a document as Markdown", () => {
  it("has every kind of block", () => {
    expect([...drawMarkdown(everyBlock)].join("")).to.equal(`# All that can be drawn

## Prose

One fact. (since 1.29; derived) <sup>[1]</sup>

Another. <sup>A book, [1]</sup>

**NO** The pod cannot start.

\`\`\`
kubectl describe pod web-0
\`\`\`

| mode | promise | sources |
| --- | --- | --- |
| RWO | one node | <sup>[1]</sup> |
| RWX | many nodes |  |

A claim <sup>A book</sup>:

\`\`\`yaml
kind: A
---
kind: B
\`\`\`

\`\`\`mermaid
graph TD
    subgraph g1["One node"]
        g1s[("a disk")]
        g1u1["Pod A"] --> g1s
        g1u2["Pod B"] --> g1s
    end
    subgraph g2["Many"]
        g2s[("a share")]
        g2u1["Pod X"] --> g2s
        g2u2["Y"] --> g2s
        g2u3["Z"] --> g2s
    end
\`\`\`

1. Stop the old pod.

   \`\`\`sh
   kubectl delete pod a
   \`\`\`

   Loses: its memory

2. Wait.

[1]: https://github.com/owner/rules "owner/rules a.go isRule"
`);
  });

  it("shows a command within a sentence as code, and what is typed or opened alone in a fence", () => {
    const advice = [
      "next: scale it, `kubectl scale deploy/a --replicas=1`",
      "see:  https://a.example",
    ];
    const page = drawBlock({
      kind: "verdict",
      word: "NO",
      tone: "error",
      text: "It waits.",
      advice,
    });
    expect(page).to.equal(
      "**NO** It waits.\n\nnext: scale it, `kubectl scale deploy/a --replicas=1`\n\n```\nsee:  https://a.example\n```\n",
    );
  });

  it("can stand below a heading of another page", () => {
    const [title = "", , heading = ""] = drawMarkdownPart(everyBlock, 3, linkSources());
    expect([title, heading]).to.deep.equal(["### All that can be drawn\n", "#### Prose\n"]);
  });

  it("lets no text out of its cell, its link or its fence", () => {
    const source = { text: 'x" (y)\n', address: "https://e.example/(a b)" };
    const row = { cells: ["a|b\nc"], sources: [source] };
    const table = drawBlock({ kind: "table", columns: ["k"], rows: [row] });
    expect(table).to.include("| a\\|b\\\\nc | <sup>[1]</sup> |\n");
    expect(table).to.include('[1]: https://e.example/%28a%20b%29 "x\\" (y)\\\\n"\n');
    const text = "```\n# not a heading\n";
    const code = drawBlock({ kind: "code", caption: "c", language: "sh", text, sources: [] });
    expect(code).to.equal("c:\n\n````sh\n```\n# not a heading\n````\n");
  });
});
