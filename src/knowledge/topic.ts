import type { Citation } from "./citation.ts";
import type { Fact } from "./fact.ts";

/** One thing that people ask about sharing, answered without a cluster. */
export interface Topic {
  /** What is typed: `rwo`, `block-vs-file`, `driver/efs.csi.aws.com`. */
  topic: string;
  title: string;
  /** For the list of topics: a few words, no full stop. */
  summary: string;
  sections: readonly Section[];
  /** What to read next, by what is typed. */
  related: readonly string[];
}

export interface Section {
  title: string;
  blocks: readonly Block[];
}

export type Block = Statement | Table | Example | Diagram;

/** One fact, in a sentence or two. */
export interface Statement {
  kind: "statement";
  text: string;
  /** The release that brought it: of Kubernetes, or of the driver if it says so; null: always so. */
  since: string | null;
  /** It follows from code that was read; no document says it in words. */
  derived: boolean;
  citations: readonly Citation[];
}

/** Facts side by side, one a row. */
export interface Table {
  kind: "table";
  columns: readonly string[];
  rows: readonly Row[];
}

export interface Row {
  /** As many as there are columns. */
  cells: readonly string[];
  citations: readonly Citation[];
}

/** Something to type or to apply. */
export interface Example {
  kind: "example";
  /** What one gets by it: a clause, no full stop. */
  purpose: string;
  /** `yaml`: manifests that an API server accepts as they are; `sh`: commands. */
  language: "yaml" | "sh";
  /** Lines, with a line break at the end. */
  text: string;
  citations: readonly Citation[];
}

/** Who shares what, as a picture: groups that stand beside each other. */
export interface Diagram {
  kind: "diagram";
  groups: readonly DiagramGroup[];
}

export interface DiagramGroup {
  title: string;
  /** Pods or containers, each with a line to the storage. */
  users: readonly string[];
  storage: string;
}

/** A fact as a block of its own. */
export function statement({ value, citations, derived, since }: Fact<string>): Statement {
  return {
    kind: "statement",
    text: value,
    since: since ?? null,
    derived: derived ?? false,
    citations,
  };
}

export function table(columns: readonly string[], ...rows: readonly Row[]): Table {
  return { kind: "table", columns, rows };
}

export function row(
  cells: readonly string[],
  ...citations: readonly [Citation, ...Citation[]]
): Row {
  return { cells, citations };
}

export function yaml(purpose: string, text: string, ...citations: readonly Citation[]): Example {
  return { kind: "example", purpose, language: "yaml", text, citations };
}

export function commands(
  purpose: string,
  lines: readonly string[],
  ...citations: readonly Citation[]
): Example {
  return {
    kind: "example",
    purpose,
    language: "sh",
    text: lines.map((line) => `${line}\n`).join(""),
    citations,
  };
}
