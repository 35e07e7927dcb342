import type {
  Citation,
  ClassExplanation,
  MissingParameter,
  ModeAnswer,
} from "../../core/reports/object/object-report.ts";
import { row, say, sayRemark, tabulate } from "../document/blocks.ts";
import type { DocumentBlock, DocumentRow } from "../document/document.ts";
import {
  describeAnswer,
  describeLimit,
  describeProvisioner,
  sayYesNo,
} from "./describe-answers.ts";
import { ANSWER_COLUMNS } from "./draw-reach.ts";

/** What volumes of the class can do, and what the class lacks. */
export function drawClass(storageClass: ClassExplanation): DocumentBlock[] {
  const { parameters, size, missing, remarks } = storageClass;
  return [
    say(describeFacts(storageClass)),
    ...missing.map(drawMissing),
    ...tabulate(["MODE", "VOLUME MODE", "DRIVER"], listModes(storageClass)),
    ...tabulate(ANSWER_COLUMNS, [
      row(["size limit", describeLimit(size), size.because.text], size.because.citations),
      row(["attached to nodes", sayYesNo(storageClass.attaches), ""]),
    ]),
    ...tabulate(
      ["PARAMETER", "VALUE"],
      Object.entries(parameters).map((parameter) => row(parameter)),
    ),
    ...remarks.map(sayRemark),
  ];
}

function drawMissing({ demanded, text, citations }: MissingParameter): DocumentBlock {
  if (!demanded) return sayRemark({ text, citations });
  const advice = citations.map((citation) => `see:  ${formatSource(citation)}`);
  return { kind: "verdict", word: "MISSING", tone: "warning", text, advice };
}

function formatSource({ document, address }: Citation): string {
  return address ?? document;
}

function describeFacts(storageClass: ClassExplanation): string {
  const { isDefault, bindingMode, reclaimPolicy, allowsExpansion, installed } = storageClass;
  const facts = [
    `Provisioner ${describeProvisioner(storageClass)}`,
    ...(installed === false ? ["whose CSIDriver object is not there"] : []),
    ...(isDefault ? ["the default class"] : []),
    `binding ${bindingMode}`,
    `reclaim policy ${reclaimPolicy}`,
    `${allowsExpansion ? "" : "no "}expansion`,
  ];
  return `${facts.join(", ")}.`;
}

/** A row for each mode, and two where the driver answers otherwise for block devices. */
function listModes({ filesystem, block }: ClassExplanation): DocumentRow[] {
  const answers = new Set(block.map(describeAnswer));
  const [only] = answers;
  const isOneAnswer = answers.size === 1 && filesystem.every((it) => describeAnswer(it) !== only);
  const rows = filesystem.flatMap((answer) => {
    const other = block.find(({ mode }) => mode === answer.mode);
    if (other === undefined || isOneAnswer) return [drawMode(answer, "Filesystem")];
    return describeAnswer(other) === describeAnswer(answer)
      ? [drawMode(answer, "both", other)]
      : [drawMode(answer, "Filesystem"), drawMode(other, "Block")];
  });
  if (!isOneAnswer) return rows;
  const citations = block.flatMap((answer) => answer.citations);
  return [...rows, row(["all of them", "Block", only ?? ""], citations)];
}

function drawMode(answer: ModeAnswer, volumeMode: string, other?: ModeAnswer): DocumentRow {
  return row(
    [answer.mode, volumeMode, describeAnswer(answer)],
    [...answer.citations, ...(other?.citations ?? [])],
  );
}
