import type {
  ClassExplanation,
  ModeAnswer,
  Reach,
  SizeAnswer,
} from "../../core/reports/object/object-report.ts";

/** `one zone (eu-1a)`, `every node`. */
export function describeReach({ scope, where }: Reach): string {
  const places = where.length > 0 ? ` (${where.join(", ")})` : "";
  if (scope === null) return `not known${places}`;
  if (scope === "zone" || scope === "region") {
    return `${where.length > 1 ? `${scope}s` : `one ${scope}`}${places}`;
  }
  return { pod: "one pod", node: "one node", cluster: "every node" }[scope] + places;
}

const LIMITS = {
  none: "not enforced",
  device: "by the device",
  quota: "by a quota",
  filesystem: "by the file system",
} as const;

/** What keeps pods from writing more than was asked for. */
export function describeLimit({ limit }: SizeAnswer): string {
  return limit === null ? "not known" : LIMITS[limit];
}

/** The answer of a driver as a sentence's beginning: `only if …`, `no: …`. */
export function describeAnswer({ answer, conditions }: ModeAnswer): string {
  const details = conditions.join("; ");
  switch (answer) {
    case "conditional":
      return details === "" ? "on a condition that is not documented" : `only if ${details}`;
    case "yes":
    case "no":
      return details === "" ? answer : `${answer}: ${details}`;
    case "unknown":
      return details === "" ? "not documented" : `not documented: ${details}`;
    case "not-applicable":
      return details === "" ? "not applicable" : `not applicable: ${details}`;
  }
}

const CELLS = { yes: "yes", no: "no", conditional: "if", unknown: "?", "not-applicable": "-" };

/** The same in a cell of a table with many of them. */
export function abbreviateAnswer(answers: readonly ModeAnswer[], mode: string): string {
  const found = answers.find((answer) => answer.mode === mode);
  return found === undefined ? "?" : CELLS[found.answer];
}

/** `yes`, `no`; `?` where nobody knows. */
export function sayYesNo(answer: boolean | null): string {
  if (answer === null) return "?";
  return answer ? "yes" : "no";
}

/** `ebs.csi.aws.com (Amazon EBS)`. */
export function describeProvisioner(storageClass: ClassExplanation): string {
  const { provisioner, product, staticOnly } = storageClass;
  const unknown = staticOnly ? "static volumes only" : "not known to this build";
  return `${provisioner} (${product ?? unknown})`;
}
