import type { Resource } from "../core/model/resource.ts";

/** Pods are missing here: without them, a cluster gives no answer. */
const EFFECTS: Partial<Record<Resource, string>> = {
  persistentvolumeclaims: "phases, modes and volumes of claims are unknown",
  persistentvolumes: "drivers, handles and mount options of volumes are unknown",
  volumeattachments: "where volumes are attached is unknown",
  storageclasses: "binding modes and provisioners are unknown",
  csidrivers: "whether a driver attaches is taken from the built-in table",
  nodes: "how many nodes the cluster has is unknown",
  events: "attach failures are known from attachments only",
  deployments: "rollout strategies are unknown",
  statefulsets: "which claims a StatefulSet makes is unknown",
  resourcequotas: "what the namespace may still ask for is unknown",
  replicasets: "which Deployment a pod belongs to is unknown",
};

const EFFECTS_IN_DETAIL: typeof EFFECTS = {
  ...EFFECTS,
  nodes: "zones, labels and health of nodes are unknown",
  events: "what was said about pods and claims is unknown",
};

/**
 * What is unknown where the resource was not read, one clause; undefined: everything that matters.
 *
 * @param details see `ReadRequest.details`
 */
export function effectOfGap(resource: Resource, details: boolean): string | undefined {
  return (details ? EFFECTS_IN_DETAIL : EFFECTS)[resource];
}
