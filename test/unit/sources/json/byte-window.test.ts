import { expect } from "chai";
import fc from "fast-check";
import { ByteWindow, END } from "../../../../src/sources/json/byte-window.ts";
import { inChunks, textErrorOf, windowOn } from "../snapshot/byte-streams.ts";

describe("a window on a stream", () => {
  it("gives the lines of a file, however they end and wherever the chunks are cut", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.stringMatching(/^[a-zé😀 ]*$/u), { minLength: 1 }),
        fc.constantFrom("\n", "\r\n"),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
        async (lines, lineEnd, sizes) => {
          const window = windowOn(lines.map((line) => line + lineEnd).join(""), sizes);
          for (const [index, line] of lines.entries()) {
            expect(window.line).to.equal(index + 1);
            expect(await window.takeLine()).to.equal(line);
          }
          expect(await window.takeLine()).to.equal(null);
        },
      ),
    );
  });

  it("gives what is left where the last line does not end", async () => {
    const window = windowOn("a\nb");
    expect([await window.takeLine(), await window.takeLine()]).to.deep.equal(["a", "b"]);
  });

  it("passes over blank lines, but not over the indentation behind them", async () => {
    const window = windowOn(" \n\t\r\n  a", [1]);
    expect(await window.peek()).to.equal("a".charCodeAt(0));
    expect(window.line).to.equal(3);
    expect(await window.takeLine()).to.equal("  a");
    expect(await window.peek()).to.equal(END);
  });

  it("finds a marker that two chunks share, and counts the lines on the way", async () => {
    for (const size of [1, 2, 3, 4, 5, 100]) {
      const window = windowOn("a\nbb\n=EN=END=c\n", [size]);
      expect(await window.skipPast("=END=")).to.equal(true);
      expect(window.line).to.equal(3);
      expect(await window.takeLine()).to.equal("c");
    }
  });

  it("has nothing left behind a marker that is not there", async () => {
    const window = windowOn("a\nb\n=EN", [2]);
    expect(await window.skipPast("=END=")).to.equal(false);
  });

  it("refuses text that is not UTF-8, and says where", async () => {
    const window = windowOn(Buffer.from("a\nk\xf6nig\n", "latin1"));
    await window.takeLine();
    const error = await textErrorOf(window.takeLine());
    expect(error).to.include({ line: 2, message: "the text is not UTF-8" });
  });

  it("looks ahead no further than there is something to see", async () => {
    const window = windowOn("abc", [1]);
    expect(await window.peekBytes(2)).to.equal("ab");
    expect(await window.peekBytes(9)).to.equal("abc");
  });

  it("closes the stream", async () => {
    let closed = false;
    async function* chunks() {
      try {
        yield* inChunks("abc", [1]);
      } finally {
        closed = true;
      }
    }
    const window = new ByteWindow(chunks());
    await window.fill();
    await window.close();
    expect(closed).to.equal(true);
  });
});
