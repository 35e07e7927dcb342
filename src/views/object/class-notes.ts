import { abbreviateModes } from "../../core/model/access-mode.ts";
import type {
  ClassExplanation,
  ClassReport,
  ModeAnswer,
} from "../../core/reports/object/object-report.ts";
import { row, say, tabulate } from "../document/blocks.ts";
import type { DocumentBlock, DocumentRow } from "../document/document.ts";
import { describeAnswer } from "./describe-answers.ts";
import { drawUnread } from "./draw-unread.ts";

/** What the table has no room for: conditions, what a class lacks, what is not known. */
export function drawClassNotes({ items, gaps }: ClassReport): DocumentBlock[] {
  const notes = items.flatMap(listNotes);
  const isUnknown = items.some(({ filesystem, block }) =>
    [...filesystem, ...block].some(({ answer }) => answer === "unknown"),
  );
  return [
    ...tabulate(["CLASS", "ABOUT", "NOTE"], notes, notes.length),
    ...(isUnknown ? [say("? is not documented, so far as this build knows.")] : []),
    ...drawUnread({ rulesNotRun: [], gaps }),
  ];
}

const STATIC_ONLY = "static volumes only: claims get those that somebody made by hand";

function listNotes(item: ClassExplanation): DocumentRow[] {
  const {
    name,
    provisioner,
    product,
    installed,
    filesystem,
    block,
    missing,
    incomplete,
    staticOnly,
  } = item;
  return [
    ...(staticOnly
      ? [row([name, "provisioner", incomplete?.text ?? STATIC_ONLY], incomplete?.citations)]
      : []),
    ...(product === null && !staticOnly
      ? [row([name, "provisioner", `${provisioner} is not known to this build`])]
      : []),
    ...(installed === false
      ? [row([name, "provisioner", `the CSIDriver object ${provisioner} is not there`])]
      : []),
    ...missing.map(({ demanded, text, citations }) =>
      row([name, demanded ? "missing" : "asked for", text], citations),
    ),
    ...listConditions(name, filesystem, ""),
    ...listConditions(
      name,
      block.filter((answer) => !isAmong(filesystem, answer)),
      "Block ",
    ),
  ];
}

/** Modes on the same condition share a row. */
function listConditions(
  name: string,
  answers: readonly ModeAnswer[],
  volumeMode: string,
): DocumentRow[] {
  const conditional = answers.filter(({ answer }) => answer === "conditional");
  return Array.from(Map.groupBy(conditional, describeAnswer), ([text, alike]) =>
    row(
      [name, `${volumeMode}${abbreviateModes(alike.map(({ mode }) => mode))}`, text],
      alike.flatMap(({ citations }) => citations),
    ),
  );
}

function isAmong(answers: readonly ModeAnswer[], { mode, ...answer }: ModeAnswer): boolean {
  return answers.some(
    (other) => other.mode === mode && describeAnswer(other) === describeAnswer({ mode, ...answer }),
  );
}
