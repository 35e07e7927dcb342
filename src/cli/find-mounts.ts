import { findMissing, type Missing } from "../core/reports/find-missing.ts";
import { type MountQuery, planRead } from "../core/reports/mount-query.ts";
import type { MountReport } from "../core/reports/mount-report.ts";
import { reportMounts } from "../core/reports/report-mounts.ts";
import { SourceError } from "../sources/source-error.ts";
import type { OpenedSource } from "./open-source.ts";
import { placeMountQuery } from "./read-mount-query.ts";

/**
 * Asks the source.
 *
 * @throws SourceError also where something that was asked for by name does not exist
 */
export async function findMounts(
  asked: MountQuery,
  { source, namespace }: OpenedSource,
  isEverywhere: boolean,
): Promise<MountReport> {
  const query = placeMountQuery(asked, namespace, isEverywhere);
  const inventory = await source.read(planRead(query));
  const report = reportMounts(inventory, query);
  const missing = findMissing(query, inventory, report);
  if (missing.length > 0) throw describeMissing(missing, report);
  return report;
}

/** @see https://github.com/kubernetes/apimachinery/blob/v0.36.3/pkg/api/errors/errors.go NewNotFound */
function describeMissing(missing: readonly Missing[], { source, query }: MountReport): SourceError {
  const isCluster = source.kind === "cluster";
  const lines = missing.map(({ resource, name }) => {
    const group = resource === "storageclasses" ? ".storage.k8s.io" : "";
    return isCluster
      ? `Error from server (NotFound): ${resource}${group} "${name}" not found`
      : `${resource}${group} "${name}" not found in ${source.files.join(", ")}`;
  });
  const isNamespaced = missing.some(({ resource }) =>
    /^(pods|persistentvolumeclaims)$/.test(resource),
  );
  return new SourceError("NotFound", lines.join("; "), {
    standsAlone: isCluster,
    next: isNamespaced && query.namespace !== null ? ["kubectl shared who-mounts -A"] : [],
  });
}
