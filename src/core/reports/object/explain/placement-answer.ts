import type { PlacementAnswer, Remark } from "../object-report.ts";

/** An answer without its place. */
export type Answer = Pick<PlacementAnswer, "example" | "answer" | "because">;

/** It could not, for this reason. */
export function answerNo(because: Remark, example: string | null = null): Answer {
  return { example, answer: "no", because };
}

/** It could. */
export function answerYes(because: Remark, example: string | null = null): Answer {
  return { example, answer: "yes", because };
}

/** What was read, or is known, does not tell. */
export function answerUnknown(because: Remark, example: string | null = null): Answer {
  return { example, answer: "unknown", because };
}
