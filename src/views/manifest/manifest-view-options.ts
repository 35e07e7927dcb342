import type { ViewOptions } from "../view.ts";

export interface ManifestViewOptions extends ViewOptions {
  /** Whether lines say why they are there. */
  comments: boolean;
}
