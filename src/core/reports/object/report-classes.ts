import type { Inventory } from "../../model/inventory.ts";
import { wasRead } from "../../model/resource.ts";
import { compareText } from "../compare-text.ts";
import { explainClass } from "./explain/explain-class.ts";
import type { ClassReport } from "./object-report.ts";

/** Every storage class of the cluster with what claims of it can have, by name. */
export function reportClasses(inventory: Inventory): ClassReport {
  const { classes, readAt, source, gaps } = inventory;
  return {
    apiVersion: "kubectl-shared/v1alpha1",
    kind: "ClassReport",
    readAt,
    source,
    items: [...classes.values()]
      .toSorted((a, b) => compareText(a.name, b.name))
      .map((it) => explainClass(it, inventory)),
    gaps,
  };
}

/** Why nobody can tell which classes there are; null: they were read. */
export function findUnreadClasses({ extents, gaps }: Inventory): string | null {
  if (wasRead(extents, "storageclasses")) return null;
  return gaps.find(({ resource }) => resource === "storageclasses")?.reason ?? "not read";
}
