import { parsingError } from "./input-error.ts";

interface Foreign {
  firstLine: RegExp;
  reason: string;
  next: string[];
}

/** What is saved to a file by mistake and would pass for YAML, or fail as YAML in riddles. */
const FOREIGN: Foreign[] = [
  {
    firstLine: /^\s*</,
    reason: "this is HTML or XML, neither JSON nor YAML",
    next: [],
  },
  {
    firstLine: /^(?:NAMESPACE +)?(?:NAME|LAST SEEN) {2,}[A-Z]/,
    reason: "this is a table that kubectl printed, which lacks most of the objects",
    next: ["write the file with -o yaml"],
  },
  {
    firstLine: /^\s*\{\{/,
    reason: "this is a template, not yet YAML",
    next: ["helm template CHART"],
  },
  {
    firstLine: /^\s*\[/,
    reason: "this is an array, and kubectl knows objects only",
    next: ["jq '.[]' FILE"],
  },
];

/** @throws SourceError if the first line of a document tells that it is no Kubernetes object. */
export function refuseForeign(firstLine: string, file: string, line: number): void {
  const foreign = FOREIGN.find((candidate) => candidate.firstLine.test(firstLine));
  if (foreign) throw parsingError(file, line, foreign.reason, foreign.next);
}
