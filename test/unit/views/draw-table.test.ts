import { expect } from "chai";
import { displayWidth } from "../../../src/views/display-width.ts";
import { type Column, drawTable } from "../../../src/views/draw-table.ts";
import { optionsOf } from "./sample-reports.ts";

type Row = Record<string, string>;

function columnOf(key: string, facts: Partial<Column<Row>> = {}): Column<Row> {
  return { heading: key.toUpperCase(), cell: (row) => row[key] ?? "", ...facts };
}

function draw(columns: Column<Row>[], rows: Row[], options = optionsOf()): string {
  return [...drawTable(columns, rows, options)].join("");
}

const name = columnOf("name");
const path = columnOf("path", { foldsTo: 6 });

describe("a table", () => {
  it("has three blanks between columns and none at the end of a line", () => {
    expect(draw([name, path], [{ name: "media", path: "/in" }, { name: "db" }])).to.equal(
      "NAME    PATH\nmedia   /in\ndb\n",
    );
  });

  it("makes no column narrower than kubectl does", () => {
    expect(draw([columnOf("a"), columnOf("b")], [{ a: "1", b: "2" }])).to.equal(
      "A     B\n1     2\n",
    );
  });

  it("is nothing without rows, not even headings", () => {
    expect(draw([name], [])).to.equal("");
  });

  it("is as wide as its rows alone where there are no headings", () => {
    expect(
      draw([name, path], [{ name: "db", path: "/" }], optionsOf({ noHeaders: true })),
    ).to.equal("db    /\n");
  });

  it("leaves out an optional column that has nothing to say", () => {
    const state = columnOf("state", { optional: true });
    expect(draw([name, state], [{ name: "db" }])).to.equal("NAME\ndb\n");
    expect(draw([name, state], [{ name: "db", state: "waiting" }])).to.contain("STATE");
  });

  it("lines up CJK and emoji", () => {
    const lines = draw(
      [name, path],
      [
        { name: "媒体🫠", path: "/x" },
        { name: "db", path: "/x" },
      ],
    )
      .trimEnd()
      .split("\n");
    const starts = lines.map((line) => displayWidth(line.slice(0, line.search(/PATH|\/x/))));
    expect(new Set(starts).size).to.equal(1);
  });

  it("makes every cell harmless and still lines up", () => {
    expect(draw([name, path], [{ name: "a\u001b[2J\nb", path: "/x" }])).to.equal(
      "NAME        PATH\na^[[2J\\nb   /x\n",
    );
  });

  it("paints headings only where there is colour", () => {
    expect(draw([name], [{ name: "db" }], optionsOf({ color: true }))).to.equal(
      "\u001b[1mNAME\u001b[22m\ndb\n",
    );
  });

  it("reads its rows anew for the widths and never keeps them", () => {
    let passes = 0;
    const rows = {
      *[Symbol.iterator]() {
        passes++;
        yield { name: "a" };
      },
    };
    expect([...drawTable([name], rows, optionsOf())]).to.deep.equal(["NAME\n", "a\n"]);
    expect(passes).to.equal(2);
  });
});

describe("a table on a narrow terminal", () => {
  const rows = [{ name: "a-rather-long-claim", path: "/var/lib/postgresql/data", note: "note" }];
  const note = columnOf("note", { givesWay: 1 });

  it("stays whole where it fits, and wherever there is no terminal", () => {
    const whole = draw([name, path, note], rows);
    expect(draw([name, path, note], rows, optionsOf({ columns: 53 }))).to.equal(whole);
    expect(whole).to.contain("/var/lib/postgresql/data   note");
  });

  it("first narrows the gap, then leaves out what is said elsewhere, then folds", () => {
    const drawn = (columns: number) => draw([name, path, note], rows, optionsOf({ columns }));
    expect(drawn(52)).to.contain("a-rather-long-claim  /var/lib/postgresql/data  note\n");
    expect(drawn(45)).to.contain("a-rather-long-claim  /var/lib/…sql/data  note\n");
    expect(drawn(30)).to.contain("a-rather-long-claim  /var…data\n");
  });

  it("never folds a column that may not be, nor one below its least width", () => {
    expect(draw([name, path], rows, optionsOf({ columns: 10 }))).to.equal(
      "NAME                 PATH\na-rather-long-claim  /va…ta\n",
    );
  });

  it("lets a cell say what may go first", () => {
    const owner = columnOf("owner", {
      foldsTo: 8,
      shorten: (text) => text.replace("Deployment/", ""),
    });
    expect(draw([owner], [{ owner: "Deployment/web" }], optionsOf({ columns: 8 }))).to.equal(
      "OWNER\nweb\n",
    );
  });

  it("folds with ~ where there is no Unicode", () => {
    const options = optionsOf({ columns: 10 });
    const ascii = { ...options, terminal: { ...options.terminal, unicode: false } };
    expect(draw([path], [{ path: "/var/lib/data" }], ascii)).to.contain("/var/~data");
  });
});
