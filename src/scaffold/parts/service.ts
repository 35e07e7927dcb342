import { repository } from "../../knowledge/citation.ts";
import type { ScaffoldOptions } from "../options.ts";
import { because, type Tree, type TreeObject } from "../tree.ts";
import { buildSelector } from "./labels.ts";
import { buildMetadata } from "./metadata.ts";

const statefulSet = repository("kubernetes/website").file(
  "content/en/docs/concepts/workloads/controllers/statefulset.md",
  "Stable Network ID",
);

/** A Service in front of the pods of the workload of that role. */
export function buildService(
  options: ScaffoldOptions,
  ports: readonly Tree[],
  role?: string,
): TreeObject {
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: buildMetadata(options, role),
    spec: { selector: buildSelector(options, role), ports },
  };
}

/** A Service without an address: it gives each pod of a StatefulSet a name of its own. */
export function buildHeadlessService(options: ScaffoldOptions, role?: string): TreeObject {
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: buildMetadata(options, role),
    spec: {
      clusterIP: because("None", "Each pod gets a DNS name of its own.", statefulSet),
      selector: buildSelector(options, role),
    },
  };
}
