import { repository } from "../../knowledge/citation.ts";
import type { WriteAccess } from "../backend.ts";
import type { ScaffoldOptions } from "../options.ts";
import { because, type Tree, type TreeObject } from "../tree.ts";
import { buildPodSecurity } from "./security.ts";

const serviceAccounts = repository("kubernetes/website").file(
  "content/en/docs/tasks/configure-pod-container/configure-service-account.md",
);

/** What a pod is made from. */
export interface PodParts {
  initContainers?: readonly Tree[];
  containers: readonly Tree[];
  volumes?: readonly Tree[] | undefined;
  /** How its user comes to write to the volumes; null: nothing in the pod says it. */
  access: WriteAccess | null;
  /** Further fields: `affinity`, `topologySpreadConstraints`. */
  further?: TreeObject;
}

/** A pod's `spec` that the `restricted` Pod Security Standard lets in. */
export function buildPodSpec(
  options: ScaffoldOptions,
  { initContainers, containers, volumes, access, further }: PodParts,
): TreeObject {
  return {
    automountServiceAccountToken: because(
      false,
      options.image === null
        ? "Nothing here talks to the API server."
        : "Set it to true if this image talks to the API server.",
      serviceAccounts,
    ),
    securityContext: buildPodSecurity(options, access),
    initContainers,
    containers,
    volumes,
    ...further,
  };
}
