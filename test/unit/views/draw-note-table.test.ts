import { expect } from "chai";
import { drawNoteTable } from "../../../src/views/draw-note-table.ts";

const HEADINGS = ["NOT READ", "EFFECT"];
const ROWS = [["persistentvolumes", "drivers and handles are unknown"]];

describe("A table of notes", () => {
  it("has kubectl's look: three blanks between columns, no lines, no blanks at the end", () => {
    expect(drawNoteTable(HEADINGS, ROWS, { columns: null })).to.equal(
      "NOT READ            EFFECT\npersistentvolumes   drivers and handles are unknown",
    );
  });

  it("wraps its last column to the terminal, and nothing else", () => {
    expect(drawNoteTable(HEADINGS, ROWS, { columns: 42 })).to.equal(
      `NOT READ            EFFECT
persistentvolumes   drivers and handles
                    are unknown`,
    );
  });

  it("makes what came from a cluster harmless", () => {
    const drawn = drawNoteTable(["A"], [["x\u001b[2Jy"]], { columns: null });
    expect(drawn).to.equal("A\nx^[[2Jy");
  });
});
