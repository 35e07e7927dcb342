import type { Circumstances } from "../../../../knowledge/condition.ts";
import type { Variant } from "../../../../knowledge/driver.ts";
import { judge, modesOf } from "../../../../knowledge/resolve-driver.ts";
import { uniteCitations } from "../../../../knowledge/unite-citations.ts";
import type { KnownAccessMode } from "../../../model/access-mode.ts";
import type { VolumeMode } from "../../../model/claim.ts";
import type { ModeAnswer } from "../object-report.ts";
import type { Handler } from "./identify-handler.ts";

/**
 * What the driver allows. Where it is not decided which of its kinds of volume it is, they answer
 * together: alike, or on the condition that it is one of those that say yes.
 */
export function answerMode(
  { variants, given }: Handler,
  mode: KnownAccessMode,
  volumeMode: VolumeMode,
): ModeAnswer {
  const answers = variants.map((variant) => answerVariant(variant, mode, volumeMode, given));
  const [first, ...others] = answers;
  const citations = uniteCitations(...answers.map((it) => it.citations));
  if (first === undefined) return { mode, answer: "unknown", conditions: [], citations: [] };
  const conditions = [...new Set(answers.flatMap((it) => it.conditions))];
  if (others.every(({ answer }) => answer === first.answer)) {
    return { mode, answer: first.answer, conditions, citations };
  }
  const accepting = variants.filter((_, index) => isAccepted(answers[index]));
  if (accepting.length === 0) return { mode, answer: "unknown", conditions: [], citations };
  const kinds = accepting.map(({ name }) => name).join(" or ");
  const open = answers.filter(isAccepted).flatMap((it) => it.conditions);
  return {
    mode,
    answer: "conditional",
    conditions: [`the volume is of the kind ${kinds}`, ...new Set(open)],
    citations,
  };
}

function isAccepted(answer: ModeAnswer | undefined): boolean {
  return answer?.answer === "yes" || answer?.answer === "conditional";
}

function answerVariant(
  variant: Variant,
  mode: KnownAccessMode,
  volumeMode: VolumeMode,
  given: Circumstances,
): ModeAnswer {
  const { value, citations } = modesOf(variant, volumeMode);
  const { answer, conditions } = judge(value[mode], given);
  const rule = value[mode].derivedFrom;
  return {
    mode,
    answer,
    conditions: conditions.map(({ sentence }) => sentence),
    citations: answer === "unknown" ? [] : uniteCitations(citations, rule === null ? [] : [rule]),
  };
}
