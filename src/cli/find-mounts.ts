import type { Resource } from "../core/model/resource.ts";
import { findMissing, type Missing } from "../core/reports/find-missing.ts";
import { type MountQuery, planRead } from "../core/reports/mount-query.ts";
import type { MountReport } from "../core/reports/mount-report.ts";
import { reportMounts } from "../core/reports/report-mounts.ts";
import { SourceError } from "../sources/source-error.ts";
import { findNearest } from "./nearest.ts";
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
function describeMissing(missing: readonly Missing[], { source, gaps }: MountReport): SourceError {
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

const SHORT_TYPES = {
  claim: "pvc",
  volume: "pv",
  node: "node",
  pod: "pod",
  storageclass: "storageclass",
  deployment: "deployment",
  statefulset: "statefulset",
} as const;
