import { ACCESS_MODES, abbreviateMode } from "../core/model/access-mode.ts";
import type { Citation } from "./citation.ts";
import type { ModeSupport, Modes } from "./mode-support.ts";
import { type Statement, statement } from "./topic.ts";
import { uniteCitations } from "./unite-citations.ts";

/** One column for each access mode, headed as kubectl heads them. */
export const MODE_COLUMNS: readonly string[] = ACCESS_MODES.map(abbreviateMode);

const ANSWERS: Readonly<Record<ModeSupport["answer"], string>> = {
  yes: "yes",
  no: "no",
  conditional: "if",
  unknown: "?",
  "not-applicable": "-",
};

/** Answers as the cells of a row, with letters for the conditions that stand below the table. */
export class ModeRows {
  readonly #sentences: { sentence: string; citations: Citation[] }[] = [];

  /** The cells of one driver's answers, in the order of {@link MODE_COLUMNS}. */
  cellsOf(modes: Modes, citations: readonly Citation[]): string[] {
    return ACCESS_MODES.map((mode) => {
      const { answer, conditions } = modes[mode];
      const marks = conditions.map(({ sentence }) => this.#mark(sentence, citations));
      return [ANSWERS[answer], ...marks].join(" ");
    });
  }

  /** What the letters stand for. */
  conditions(): Statement[] {
    return this.#sentences.map(({ sentence, citations }, index) =>
      statement({ value: `${letter(index)}: only if ${sentence}.`, citations }),
    );
  }

  #mark(sentence: string, citations: readonly Citation[]): string {
    const index = this.#sentences.findIndex((it) => it.sentence === sentence);
    const known = this.#sentences[index];
    if (known) {
      known.citations = uniteCitations(known.citations, citations);
      return letter(index);
    }
    this.#sentences.push({ sentence, citations: [...citations] });
    return letter(this.#sentences.length - 1);
  }
}

function letter(index: number): string {
  return String.fromCharCode("a".charCodeAt(0) + index);
}

/** Where the answers were read, and the rule behind those that follow from one. */
export function citeModes(modes: Modes, citations: readonly Citation[]): Citation[] {
  const rules = ACCESS_MODES.flatMap((mode) => modes[mode].derivedFrom ?? []);
  return uniteCitations(citations, rules);
}

/** Whether the answers say anything at all. */
export function isDocumented(modes: Modes): boolean {
  return ACCESS_MODES.some((mode) => modes[mode].answer !== "unknown");
}
