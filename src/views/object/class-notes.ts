import { abbreviateModes } from "../../core/model/access-mode.ts";
import type {
  ClassExplanation,
  ClassReport,
  ModeAnswer,
} from "../../core/reports/object-report.ts";
import type { DocumentBlock, DocumentRow } from "../document/document.ts";
import { row, say, tabulate } from "./blocks.ts";
import { nameClass } from "./class-columns.ts";
import { describeAnswer } from "./describe-answers.ts";
import { explainUnread } from "./explain-rest.ts";

/** What the table has no room for: conditions, what a class lacks, what is not known. */
export function explainClasses({ items, gaps }: ClassReport): DocumentBlock[] {
  const notes = items.flatMap(listNotes);
  const isUnknown = items.some(({ filesystem, block }) =>
    [...filesystem, ...block].some(({ answer }) => answer === "unknown"),
  );
  return [
    ...tabulate(["CLASS", "ABOUT", "NOTE"], notes, notes.length),
    ...(isUnknown ? [say("? is not documented, so far as this build knows.")] : []),
    ...explainUnread({ rulesNotRun: [], gaps }),
  ];
}

function listNotes(item: ClassExplanation): DocumentRow[] {
  const name = nameClass(item);
  const { provisioner, product, installed, filesystem, block, missing } = item;
  return [
    ...(product === null
      ? [row([name, "provisioner", `${provisioner} is not known to this build`])]
      : []),
    ...(installed === false
      ? [row([name, "provisioner", `the CSIDriver object ${provisioner} is not there`])]
      : []),
    ...missing.map(({ text, citations }) => row([name, "missing", text], citations)),
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
