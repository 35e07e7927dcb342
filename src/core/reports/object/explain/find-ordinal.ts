import type { Workload } from "../../../model/workload.ts";

/**
 * Of which replica of a StatefulSet the claim is, by its name; null: of none.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/controller/statefulset/stateful_set_utils.go getPersistentVolumeClaimName
 */
export function findOrdinal({ name, claimTemplates }: Workload, claim: string): number | null {
  for (const template of claimTemplates) {
    const prefix = `${template.name}-${name}-`;
    const rest = claim.startsWith(prefix) ? claim.slice(prefix.length) : "";
    if (/^(0|[1-9]\d*)$/.test(rest)) return Number(rest);
  }
  return null;
}
