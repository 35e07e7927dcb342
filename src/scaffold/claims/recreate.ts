import { repository } from "../../knowledge/citation.ts";
import { because } from "../tree.ts";

/** A Deployment's strategy where the old pods must be gone before new ones start. */
export const RECREATE = because(
  { type: "Recreate" },
  "The old pods end before new ones start: by default a rollout starts one more, which on another node could not have the claim.",
  repository("kubernetes/api").file("apps/v1/types.go", "RollingUpdateDeployment"),
);
