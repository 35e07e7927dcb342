import { repository } from "../../knowledge/citation.ts";
import { because } from "../tree.ts";

/** For a claim in a pod's volumes. */
export const READ_ONLY = because(
  true,
  "This keeps every container of the pod from writing; an access mode does not.",
  repository("kubernetes/api").file("core/v1/types.go", "PersistentVolumeClaimVolumeSource"),
);
