import type { ViewOptions } from "../view.ts";

/** What rows and branches are grouped by, the value of `--by`; the first is the default. */
export const GROUPINGS = ["claim", "volume", "node", "pod"] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** They are for people: JSON and what is made from it always print the report as it is. */
export interface MountViewOptions extends ViewOptions {
  by: Grouping;
  /** Rows only: neither headings nor the notes below them. */
  noHeaders: boolean;
  showLabels: boolean;
  /** Rows of several namespaces stand side by side. */
  showNamespace: boolean;
}
