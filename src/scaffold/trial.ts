import type { KubernetesObject } from "./manifest.ts";

/** What the server said of an object that it was only to try. */
export interface Trial {
  object: KubernetesObject;
  /** `unchanged`: it is there already; `untried`: what it would be made in is not there. */
  outcome: "created" | "unchanged" | "refused" | "untried";
  /** The server's words where it refused it, and what else is to be said; null: nothing. */
  because: string | null;
}
