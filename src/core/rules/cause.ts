import type { Consumer } from "../model/consumer.ts";

/**
 * Why pods cannot start, told so that it can be checked and mended: what shows it, whether it
 * passes by itself, and what to do about it.
 */
export interface Cause {
  /** Whom it keeps from starting. */
  keeps: readonly Consumer[];
  /** What shows it, the strongest first; every sentence of the finding rests on one of these. */
  evidence: readonly Evidence[];
  outlook: Outlook;
  /** Safest first. */
  fixes: readonly Fix[];
}

/** A field of an object, as it was read. */
export interface Evidence {
  /** Kind and name, with the namespace where it has one: `Pod shop/db-0`, `Node node-a`. */
  object: string;
  /** Its path, `status.attached`; of an event its reason. */
  field: string;
  value: string;
}

/** Whether it passes if nobody does anything. */
export interface Outlook {
  /** null: what was read does not tell. */
  endsByItself: boolean | null;
  /** When, or why not: a sentence. */
  text: string;
}

/** One way out. */
export interface Fix {
  /** What it does, in the imperative. */
  text: string;
  /** To be typed as they are. */
  commands: readonly string[];
  /** What is lost by it, a sentence; null: nothing. */
  loses: string | null;
}
