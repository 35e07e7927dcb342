import { displayWidth } from "./display-width.ts";
import { escapeForTerminal } from "./escape.ts";
import { choosePalette, type Palette } from "./palette.ts";
import type { Terminal } from "./view.ts";
import { wrapAdvice, wrapWords } from "./wrap-words.ts";

export interface Branch {
  /** A word of our own that stands first, in the colour of its meaning. */
  mark?: { word: string; tone: keyof Palette };
  /** As it came from the cluster: making it harmless is the drawing's work. */
  text: string;
  /** Lines below the text; what is typed or opened is never broken. */
  advice?: readonly string[];
  branches: readonly Branch[];
}

interface Glyphs {
  middle: string;
  last: string;
  beside: string;
}

const UNICODE: Glyphs = { middle: "├── ", last: "└── ", beside: "│   " };
const ASCII: Glyphs = { middle: "|-- ", last: "`-- ", beside: "|   " };
const BELOW_LAST = "    ";

/** The branch and all below it as `tree` draws them, wrapped to a terminal and never cut. */
export function drawTree(root: Branch, terminal: Terminal): Iterable<string> {
  const palette = choosePalette(terminal.color);
  const glyphs = terminal.unicode ? UNICODE : ASCII;
  return drawBranch(root, "", "");

  function* drawBranch(branch: Branch, first: string, rest: string): Iterable<string> {
    let lead = first;
    for (const line of layText(branch, displayWidth(rest))) {
      yield `${lead}${line}\n`;
      lead = rest;
    }
    for (const [position, child] of branch.branches.entries()) {
      const isLast = position === branch.branches.length - 1;
      const edge = isLast ? glyphs.last : glyphs.middle;
      yield* drawBranch(child, rest + edge, rest + (isLast ? BELOW_LAST : glyphs.beside));
    }
  }

  function layText({ mark, text, advice = [] }: Branch, indent: number): string[] {
    const width = terminal.columns === null ? null : terminal.columns - indent;
    const marked = mark === undefined ? text : `${mark.word} ${text}`;
    const [first = "", ...more] = wrapWords(escapeForTerminal(marked), width);
    const below = advice.flatMap((line) => wrapAdvice(escapeForTerminal(line), width));
    return [paintMark(first, mark), ...more, ...below];
  }

  function paintMark(line: string, mark: Branch["mark"]): string {
    if (mark === undefined) return line;
    return palette[mark.tone](mark.word) + line.slice(mark.word.length);
  }
}
