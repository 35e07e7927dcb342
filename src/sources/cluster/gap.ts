import type { Gap } from "../../core/model/inventory.ts";
import type { Resource } from "../../core/model/resource.ts";
import { SourceError } from "../source-error.ts";

/** What is unknown where a resource cannot be read; pods are missing here: without them, no answer. */
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

/** Reasons after which the other resources can still be read. */
const PARTIAL: ReadonlySet<string> = new Set([
  "Forbidden",
  "NotFound",
  "MethodNotAllowed",
  "NotAcceptable",
  "Timeout",
  "Expired",
  "TooManyRequests",
  "InternalError",
  "ServiceUnavailable",
]);

/** The gap that a failed read leaves; null where the failure is one of the whole answer. */
export function toGap(resource: Resource, namespace: string | null, error: unknown): Gap | null {
  const effect = EFFECTS[resource];
  if (!(error instanceof SourceError) || !PARTIAL.has(error.reason) || effect === undefined) {
    return null;
  }
  return { resource, namespace, reason: error.reason, effect };
}
