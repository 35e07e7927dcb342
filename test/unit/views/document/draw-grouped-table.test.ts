import { expect } from "chai";
import type { GroupedTable } from "../../../../src/views/document/document.ts";
import { drawGroupedTable } from "../../../../src/views/document/draw-grouped-table.ts";
import { drawMarkdown } from "../../../../src/views/document/draw-markdown.ts";

const evidence: GroupedTable = {
  kind: "grouped-table",
  columns: ["OBJECT", "FIELD", "VALUE"],
  groups: [
    {
      title: "Node node-a",
      rows: [
        ["spec.unschedulable", "true"],
        ["status", "not ready since the machine was switched off"],
      ],
    },
    { title: "Pod shop/db-0", rows: [["spec.nodeName", "node-a\u001b[2J"]] },
  ],
};

describe("rows under what they have in common", () => {
  it("are aligned over all groups, and the second cell is wrapped", () => {
    expect(`\n${[...drawGroupedTable(evidence, 50)].join("")}`).to.equal(`
Node node-a
  spec.unschedulable   true
  status               not ready since the machine
                       was switched off
Pod shop/db-0
  spec.nodeName        node-a^[[2J
`);
  });

  it("follow each other where two cells have no room side by side", () => {
    expect(`\n${[...drawGroupedTable(evidence, 32)].join("")}`).to.equal(`
Node node-a
  spec.unschedulable: true
  status: not ready since the
    machine was switched off
Pod shop/db-0
  spec.nodeName: node-a^[[2J
`);
  });

  it("have their title in each row of Markdown", () => {
    const page = [...drawMarkdown({ title: "Evidence", blocks: [evidence] })].join("");
    expect(page).to.include(
      "| Node node-a | spec.unschedulable | true |\n| Node node-a | status |",
    );
  });
});
