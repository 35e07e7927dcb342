import { type MountQuery, planRead } from "../core/reports/mount/mount-query.ts";
import type { MountReport } from "../core/reports/mount/mount-report.ts";
import { describeMissing } from "./describe-missing.ts";
import { loadMeanwhile } from "./load-meanwhile.ts";
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
  const [inventory, { reportMounts, findMissing }] = await Promise.all([
    source.read(planRead(query)),
    loadMeanwhile(loadReport),
  ]);
  const report = reportMounts(inventory, query);
  const missing = findMissing(query, inventory, report);
  if (missing.length > 0) throw describeMissing(missing, report);
  return report;
}

async function loadReport() {
  const [{ reportMounts }, { findMissing }] = await Promise.all([
    import("../core/reports/mount/report-mounts.ts"),
    import("../core/reports/mount/find-missing.ts"),
  ]);
  return { reportMounts, findMissing };
}
