import type { PodExplanation } from "../object-report.ts";

/** What is found of a pod, and what of it a headline adds to the verdict. */
export interface Judgement extends Pick<PodExplanation, "verdict" | "remarks"> {
  /** `container app waits (ImagePullBackOff)`; null: nothing. The remarks say it in full. */
  lead: string | null;
}
