import type { CauseFacts } from "../../core/reports/object/object-report.ts";
import { head, say, sourceOfRule, tabulateGroups } from "../document/blocks.ts";
import type { DocumentBlock } from "../document/document.ts";

/** Below its verdict: what shows it, whether it passes, and what to do. */
export function drawCause(cause: CauseFacts): DocumentBlock[] {
  return [...listEvidence(cause), sayOutlook(cause), ...listFixes(cause)];
}

/** A cause that comes after the first: it is told shorter, as it may go with the first. */
export function drawFurtherCause(cause: CauseFacts): DocumentBlock[] {
  const { severity, rule, message, fixes } = cause;
  return [
    {
      kind: "verdict",
      word: severity.toUpperCase(),
      tone: severity,
      text: `(${rule}): ${message}`,
      advice: [],
    },
    sayOutlook(cause),
    ...(fixes.length > 0 ? [{ kind: "steps", steps: fixes } as const] : []),
  ];
}

function listEvidence({ evidence }: CauseFacts): DocumentBlock[] {
  if (evidence.length === 0) return [];
  const rows = evidence.map(({ object, field, value }) => ({
    group: object,
    name: field,
    text: value,
  }));
  return [head("Evidence"), ...tabulateGroups(["OBJECT", "FIELD", "VALUE"], rows)];
}

function sayOutlook({ outlook: { endsByItself, text }, citation }: CauseFacts): DocumentBlock {
  const answer = endsByItself === null ? "not known" : endsByItself ? "yes" : "no";
  return say(`Passes by itself: ${answer}. ${text}`.trimEnd(), [sourceOfRule(citation)]);
}

function listFixes({ fixes }: CauseFacts): DocumentBlock[] {
  if (fixes.length === 0) return [];
  const title = fixes.length === 1 ? "Fix" : "Fix: one of these, the safest first";
  return [head(title), { kind: "steps", steps: fixes }];
}
