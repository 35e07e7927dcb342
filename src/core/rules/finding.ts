/** Something that a rule has to say about a piece of storage. */
export interface Finding {
  /** The rule's id, `rwo-on-several-nodes`. */
  rule: string;
  severity: Severity;
  /** One sentence that names the objects. */
  message: string;
  /** The next step, a command where there is one; null: nothing to do. */
  hint: string | null;
  /** Where the rule comes from: an address. */
  citation: string;
}

/** Most severe first. */
export const SEVERITIES = ["error", "warning", "info"] as const;

export type Severity = (typeof SEVERITIES)[number];
