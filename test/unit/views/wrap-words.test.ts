import { expect } from "chai";
import { wrapAdvice, wrapCell, wrapWords } from "../../../src/views/wrap-words.ts";

describe("wrapping", () => {
  it("breaks at blanks and loses no word", () => {
    expect(wrapWords("one two  three", 8)).to.deep.equal(["one two", "three"]);
    expect(wrapWords("", 8)).to.deep.equal([""]);
  });

  it("never breaks what stands between backticks, with what hangs on it", () => {
    expect(wrapWords("ask for (`type: io2`), please", 12)).to.deep.equal([
      "ask for",
      "(`type: io2`),",
      "please",
    ]);
    expect(wrapWords("a ` alone is a word", 10)).to.deep.equal(["a ` alone", "is a word"]);
  });

  it("keeps a longer word whole, on a line of its own", () => {
    expect(wrapWords("see https://example.com/long now", 8)).to.deep.equal([
      "see",
      "https://example.com/long",
      "now",
    ]);
  });

  it("breaks nothing that fits, and nothing where there is no terminal", () => {
    expect(wrapWords("one  two", 8)).to.deep.equal(["one  two"]);
    expect(wrapWords("a claim is held", null)).to.deep.equal(["a claim is held"]);
  });

  it("keeps a line whole that is typed or opened, else the part between backticks", () => {
    for (const line of ["next: kubectl -n shop get pods", "see:  https://kubernetes.io/docs"]) {
      expect(wrapAdvice(line, 12)).to.deep.equal([line]);
    }
    expect(
      wrapAdvice("next: scale it down, `kubectl scale deploy/web --replicas=1`", 12),
    ).to.deep.equal(["next: scale", "it down,", "`kubectl scale deploy/web --replicas=1`"]);
    expect(wrapAdvice("next: ask who made it", 12)).to.deep.equal(["next: ask", "who made it"]);
  });

  it("counts columns, not characters", () => {
    expect(wrapWords("媒体 媒体", 8)).to.deep.equal(["媒体", "媒体"]);
  });

  it("breaks a long name in a narrow column behind hyphens and commas, an address never", () => {
    expect(wrapCell("hyperdisk-balanced-high", 12)).to.deep.equal([
      "hyperdisk-",
      "balanced-",
      "high",
    ]);
    expect(wrapCell("[1,22,333]", 6)).to.deep.equal(["[1,22,", "333]"]);
    expect(wrapCell("https://a.example/b-c-d", 8)).to.deep.equal(["https://a.example/b-c-d"]);
    expect(wrapCell("`kubectl get-it`", 8)).to.deep.equal(["`kubectl get-it`"]);
  });
});
