import type { Inventory } from "../../model/inventory.ts";
import { isWorkload } from "../../model/read-request.ts";
import type { Workload } from "../../model/workload.ts";
import type { ObjectQuery } from "./object-query.ts";

/** The workload that is asked about; null: it was not read, or something else is asked about. */
export function findWorkload(
  { target: { type, name }, namespace }: Pick<ObjectQuery, "target" | "namespace">,
  { workloads }: Inventory,
): Workload | null {
  return workloads.find((it) => it.namespace === namespace && isWorkload(type, name, it)) ?? null;
}
