import { displayWidth, padToWidth } from "../display-width.ts";
import { escapeForTerminal } from "../escape.ts";
import type { Terminal } from "../view.ts";
import type { Picture } from "./document.ts";

interface Lines {
  single: string;
  /** Where a line to the storage leaves from all users' one, which goes up, down or both ways. */
  forks: { down: string; up: string; both: string };
  first: string;
  between: string;
  last: string;
}

const BOX: Lines = {
  single: "───",
  forks: { down: "─┬─", up: "─┴─", both: "─┼─" },
  first: "─┐ ",
  between: "─┤ ",
  last: "─┘ ",
};

const ASCII: Lines = {
  single: "---",
  forks: { down: "-+-", up: "-+-", both: "-+-" },
  first: "-+ ",
  between: "-+ ",
  last: "-+ ",
};

const GAP = "    ";

/** The groups beside each other as far as the width allows, the others below. */
export function* drawPicture(
  { groups }: Picture,
  { unicode }: Pick<Terminal, "unicode">,
  width: number,
): Iterable<string> {
  const drawn = groups.map((group) => drawGroup(group, unicode ? BOX : ASCII));
  let gap = "";
  for (const row of arrange(drawn, width)) {
    yield gap;
    const height = Math.max(...row.map(({ length }) => length));
    for (let index = 0; index < height; index++) {
      const line = row.map((group) => padToWidth(group[index] ?? "", widthOf(group))).join(GAP);
      yield `${line.trimEnd()}\n`;
    }
    gap = "\n";
  }
}

type Group = readonly string[];

function arrange(groups: readonly Group[], width: number): Group[][] {
  const rows: Group[][] = [];
  for (const group of groups) {
    const row = rows.at(-1);
    if (row && totalWidth([...row, group]) <= width) row.push(group);
    else rows.push([group]);
  }
  return rows;
}

function totalWidth(row: readonly Group[]): number {
  return row.reduce((sum, group) => sum + widthOf(group), GAP.length * (row.length - 1));
}

function widthOf(group: Group): number {
  return Math.max(...group.map(displayWidth));
}

/** The title, and each user with a line to the storage, which stands beside the middle one. */
function drawGroup({ title, users, storage }: Picture["groups"][number], lines: Lines): Group {
  const names = users.map(escapeForTerminal);
  const width = Math.max(0, ...names.map(displayWidth));
  const middle = Math.floor((names.length - 1) / 2);
  const rows = names.map((name, index) => {
    const isStorage = index === middle;
    const line = isStorage ? fork(index, names.length, lines) : side(index, names.length, lines);
    return `  ${padToWidth(name, width)} ${line}${isStorage ? ` ${escapeForTerminal(storage)}` : ""}`;
  });
  return [
    escapeForTerminal(title),
    ...(rows.length > 0 ? rows : [`  ${escapeForTerminal(storage)}`]),
  ];
}

function fork(index: number, count: number, { single, forks }: Lines): string {
  if (count === 1) return single;
  if (index === 0) return forks.down;
  return index === count - 1 ? forks.up : forks.both;
}

function side(index: number, count: number, { first, between, last }: Lines): string {
  if (index === 0) return first;
  return index === count - 1 ? last : between;
}
