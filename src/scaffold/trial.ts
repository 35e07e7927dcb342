import type { KubernetesObject } from "./manifest.ts";

/** What the server said of an object that it was only to try. */
export interface Trial {
  object: KubernetesObject;
  /**
   * `unchanged`: it is there already; `untried`: nobody knows, as what it would be made in is not
   * there, or something of the server does not take part in trials.
   */
  outcome: "created" | "unchanged" | "refused" | "untried";
  /** The server's words where it refused it, and what else is to be said; null: nothing. */
  because: string | null;
  /** What the server warned of, in its words. */
  warnings: readonly string[];
}
