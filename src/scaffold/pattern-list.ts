import type { KnownAccessMode } from "../core/model/access-mode.ts";
import type { WorkloadKind } from "./options.ts";
import type { Pattern } from "./pattern.ts";

/** What `scaffold` alone says. */
export interface PatternList {
  apiVersion: "kubectl-shared/v1alpha1";
  kind: "PatternList";
  items: PatternLine[];
}

export interface PatternLine {
  /** What is typed. */
  pattern: string;
  summary: string;
  when: string;
  /** The first one is the default. */
  workloads: readonly WorkloadKind[];
  /** The first one is the default; null: it has no claims. */
  accessModes: readonly KnownAccessMode[] | null;
  storage: "class" | "volume" | null;
  /** What `explain` tells more about. */
  topic: string;
}

/** The patterns, a line each, in their order. */
export function listPatterns(patterns: readonly Pattern[]): PatternList {
  return {
    apiVersion: "kubectl-shared/v1alpha1",
    kind: "PatternList",
    items: patterns.map(({ name, summary, when, workloads, accessModes, storage, topic }) => ({
      pattern: name,
      summary,
      when,
      workloads,
      accessModes,
      storage,
      topic,
    })),
  };
}
