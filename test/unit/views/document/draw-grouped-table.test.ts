import { expect } from "chai";
import type { GroupedTable } from "../../../../src/views/document/document.ts";
import { drawGroupedTable } from "../../../../src/views/document/draw-grouped-table.ts";
import { drawMarkdown } from "../../../../src/views/document/draw-markdown.ts";
import { numberSources } from "../../../../src/views/document/source-numbers.ts";

const evidence: GroupedTable = {
  kind: "grouped-table",
  columns: ["OBJECT", "FIELD", "VALUE"],
  groups: [
    {
      title: "Node node-a",
      sources: [],
      rows: [
        ["spec.unschedulable", "true"],
        ["status", "not ready since the machine was switched off"],
      ],
    },
    { title: "Pod shop/db-0", sources: [], rows: [["spec.nodeName", "node-a\u001b[2J"]] },
  ],
};

function draw(table: GroupedTable, width: number): string {
  return [...drawGroupedTable(table, width, numberSources())].join("");
}

describe("rows under what they have in common", () => {
  it("are aligned over all groups, and the second cell is wrapped", () => {
    expect(`\n${draw(evidence, 50)}`).to.equal(`
Node node-a
  spec.unschedulable   true
  status               not ready since the machine
                       was switched off
Pod shop/db-0
  spec.nodeName        node-a^[[2J
`);
  });

  it("follow each other where two cells have no room side by side", () => {
    expect(`\n${draw(evidence, 32)}`).to.equal(`
Node node-a
  spec.unschedulable: true
  status: not ready since the
    machine was switched off
Pod shop/db-0
  spec.nodeName: node-a^[[2J
`);
  });

  it("have a name that is longer than its column below, in one piece", () => {
    const handle = "kubernetes.io/csi/ebs.csi.aws.com^vol-1";
    const table: GroupedTable = {
      ...evidence,
      groups: [{ title: "Node node-a", sources: [], rows: [["status.volumesInUse", handle]] }],
    };
    expect(`\n${draw(table, 50)}`).to.equal(`
Node node-a
  status.volumesInUse
    kubernetes.io/csi/ebs.csi.aws.com^vol-1
`);
  });

  it("say behind their title where it is written", () => {
    const [group] = evidence.groups;
    if (group === undefined) throw new Error("the sample lost its group");
    const source = { text: "a page", address: "https://example.com/page" };
    const table: GroupedTable = { ...evidence, groups: [{ ...group, sources: [source] }] };
    expect(draw(table, 50)).to.match(/^Node node-a \[1\]\n/);
    const page = [...drawMarkdown({ title: "Evidence", blocks: [table] })].join("");
    expect(page).to.include("| Node node-a | spec.unschedulable | true | <sup>[1]</sup> |");
  });

  it("have their title in each row of Markdown", () => {
    const page = [...drawMarkdown({ title: "Evidence", blocks: [evidence] })].join("");
    expect(page).to.include(
      "| Node node-a | spec.unschedulable | true |\n| Node node-a | status |",
    );
  });
});
