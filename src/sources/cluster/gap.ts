import type { Gap } from "../../core/model/inventory.ts";
import type { Resource } from "../../core/model/resource.ts";
import { effectOfGap } from "../effect-of-gap.ts";
import { SourceError } from "../source-error.ts";

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

/**
 * The gap that a failed read leaves; null where the failure is one of the whole answer.
 *
 * @param details see `ReadRequest.details`
 */
export function toGap(
  resource: Resource,
  namespace: string | null,
  error: unknown,
  details = false,
): Gap | null {
  const effect = effectOfGap(resource, details);
  if (!(error instanceof SourceError) || !PARTIAL.has(error.reason) || effect === undefined) {
    return null;
  }
  return { resource, namespace, reason: error.reason, effect };
}
