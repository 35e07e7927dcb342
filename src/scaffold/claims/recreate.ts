import type { KnownAccessMode } from "../../core/model/access-mode.ts";
import { page, repository } from "../../knowledge/citation.ts";
import { because, type Explained } from "../tree.ts";

const rollouts = repository("kubernetes/api").file("apps/v1/types.go", "RollingUpdateDeployment");
const accessModes = page(
  "kubernetes.io: Persistent Volumes, access modes",
  "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes",
);

/** A Deployment's strategy where the old pods must be gone before new ones start, and why. */
export function recreate(mode: KnownAccessMode): Explained {
  return mode === "ReadWriteOncePod"
    ? because(
        { type: "Recreate" },
        "The old pod ends before the new one starts: by default a rollout starts one more, which no node could give the claim while the old pod has it: it stays Pending.",
        accessModes,
      )
    : because(
        { type: "Recreate" },
        "The old pods end before new ones start: by default a rollout starts one more, which on another node could not have the claim.",
        rollouts,
      );
}
