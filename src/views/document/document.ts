/**
 * What `explain` has to say, whatever it is drawn as: a report becomes a document, and a document
 * becomes text for a terminal or Markdown. Strings are as they came from the cluster; making them
 * harmless for the sink is the drawing's work.
 */
export interface Document {
  title: string;
  blocks: readonly DocumentBlock[];
}

export type DocumentBlock =
  | Heading
  | Paragraph
  | Verdict
  | DocumentTable
  | GroupedTable
  | Code
  | Picture
  | Steps;

/** Opens a section. */
export interface Heading {
  kind: "heading";
  text: string;
}

/** A sentence or two; below it where it comes from. */
export interface Paragraph {
  kind: "paragraph";
  text: string;
  /** `since 1.29`, `derived`: small remarks behind the text. */
  remarks: readonly string[];
  sources: readonly Source[];
}

/** Where something was read: the address where one is known. */
export interface Source {
  text: string;
  address: string | null;
}

/** A word that is an answer, in the colour of its meaning, and the sentence that goes with it. */
export interface Verdict {
  kind: "verdict";
  word: string;
  tone: "good" | "error" | "warning" | "info";
  text: string;
  /** Lines below that are typed or opened: never broken. */
  advice: readonly string[];
}

/** The last column is the one that is wrapped. */
export interface DocumentTable {
  kind: "table";
  columns: readonly string[];
  rows: readonly DocumentRow[];
}

export interface DocumentRow {
  cells: readonly string[];
  sources: readonly Source[];
}

/**
 * Rows under what they have in common, which is too long for a column: an object's name, a reason.
 */
export interface GroupedTable {
  kind: "grouped-table";
  /** Of the groups, and of the two cells of a row. */
  columns: readonly [string, string, string];
  groups: readonly RowGroup[];
}

interface RowGroup {
  title: string;
  rows: readonly (readonly [string, string])[];
  /** Of the title, where it is a reason. */
  sources: readonly Source[];
}

/** To be typed or applied: never broken. */
export interface Code {
  kind: "code";
  caption: string;
  language: "yaml" | "sh";
  text: string;
  sources: readonly Source[];
}

/** Who shares what: groups beside or below each other, each user with a line to the storage. */
export interface Picture {
  kind: "picture";
  groups: readonly { title: string; users: readonly string[]; storage: string }[];
}

/** What to do, in the order in which it is to be tried. */
export interface Steps {
  kind: "steps";
  steps: readonly Step[];
}

interface Step {
  text: string;
  /** To be typed as they are. */
  commands: readonly string[];
  /** What is lost by it; null: nothing. */
  loses: string | null;
}
