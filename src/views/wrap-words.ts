import { displayWidth } from "./display-width.ts";

/** A word, or several that stand between backticks and are typed together. */
const UNIT = /(?:[^\s`]|`[^`]*`|`)+/g;

/**
 * Lines of at most `width` columns, broken at blanks but never within backticks: what is typed
 * stays in one piece, so that it can be copied. A longer piece, as a name or an address is, has a
 * line of its own. A text that fits is returned as it is; null: anything fits.
 */
export function wrapWords(text: string, width: number | null): string[] {
  if (width === null || displayWidth(text) <= width) return [text];
  const lines: string[] = [];
  let line = "";
  for (const [unit] of text.matchAll(UNIT)) {
    const longer = line === "" ? unit : `${line} ${unit}`;
    if (line !== "" && displayWidth(longer) > width) {
      lines.push(line);
      line = unit;
    } else {
      line = longer;
    }
  }
  return [...lines, line];
}

/**
 * The same for a line that is there to be typed or opened: it stays whole, unless backticks say
 * which part of it is typed.
 */
export function wrapAdvice(text: string, width: number | null): string[] {
  return isTyped(text) ? [text] : wrapWords(text, width);
}

/** Whether the whole line is typed or opened: a command or an address stands in no backticks. */
export function isTyped(line: string): boolean {
  return /\bkubectl |https?:\/\//.test(line.replace(/`[^`]*`/g, ""));
}

/**
 * The same for a narrow column: a name that is longer than the column breaks behind its hyphens and
 * commas. Addresses and what stands between backticks stay whole even there.
 */
export function wrapCell(text: string, width: number): string[] {
  return wrapWords(text, width).flatMap((line) =>
    displayWidth(line) <= width || /`|:\/\//.test(line) ? [line] : breakAtMarks(line, width),
  );
}

function breakAtMarks(line: string, width: number): string[] {
  const lines: string[] = [];
  for (const part of line.split(/(?<=[-,])/)) {
    const longer = (lines.at(-1) ?? "") + part;
    if (lines.length > 0 && displayWidth(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(part);
  }
  return lines;
}
