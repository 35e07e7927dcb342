import type { Inventory } from "../core/model/inventory.ts";
import type { Resource } from "../core/model/resource.ts";
import type { Missing } from "../core/reports/describe-absence.ts";
import { SourceError } from "../sources/source-error.ts";
import { findNearest } from "./nearest.ts";
import { SHORT_TYPES } from "./parse-target.ts";

/**
 * What to say of objects that were asked for by name and are not there: kubectl's words, and the
 * name that was probably meant.
 *
 * @see https://github.com/kubernetes/apimachinery/blob/v0.36.3/pkg/api/errors/errors.go NewNotFound
 */
export function describeMissing(
  missing: readonly Missing[],
  { source, gaps }: Pick<Inventory, "source" | "gaps">,
): SourceError {
  const isCluster = source.kind === "cluster";
  const lines = missing.map(({ resource, name, isSure }) => {
    const object = `${resource}${GROUPS[resource] ?? ""} "${name}"`;
    if (!isSure) {
      const reason = gaps.find((gap) => gap.resource === resource)?.reason ?? "not read";
      return `whether ${object} exists cannot be told: ${resource} could not be read (${reason})`;
    }
    return isCluster
      ? `Error from server (NotFound): ${object} not found`
      : `${object} not found in ${source.files.join(", ")}`;
  });
  return new SourceError("NotFound", lines.join("\n"), {
    standsAlone: isCluster && missing.every(({ isSure }) => isSure),
    next: missing.flatMap(suggestName),
  });
}

/** As the API server writes a resource that is in no core group. */
const GROUPS: Partial<Record<Resource, string>> = {
  storageclasses: ".storage.k8s.io",
  deployments: ".apps",
  statefulsets: ".apps",
};

/** The argument that was probably meant. */
function suggestName({ type, name, candidates }: Missing): string[] {
  const [near] = findNearest(name, candidates);
  return near === undefined ? [] : [`${SHORT_TYPES[type]}/${near}`];
}
