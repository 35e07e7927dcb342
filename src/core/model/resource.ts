/** The API resources that a report is made from, by their plural names as kubectl writes them. */
export const RESOURCES = [
  "pods",
  "persistentvolumeclaims",
  "persistentvolumes",
  "volumeattachments",
  "storageclasses",
  "csidrivers",
  "nodes",
  "events",
  "deployments",
  "replicasets",
  "statefulsets",
  "daemonsets",
  "jobs",
  "cronjobs",
  "replicationcontrollers",
  "resourcequotas",
] as const;

export type Resource = (typeof RESOURCES)[number];

/** How much of a resource was read. */
export type Extent =
  | { of: "cluster" }
  | { of: "namespace"; namespace: string }
  /** Objects that were asked for by name, or a first page. */
  | { of: "some" }
  | { of: "none" };

/** Whether any of it was read, be it some objects only. */
export function wasRead(extents: Partial<Record<Resource, Extent>>, resource: Resource): boolean {
  return (extents[resource]?.of ?? "none") !== "none";
}

/** Whether all objects of the namespace (null: of the whole cluster) were read. */
export function covers(extent: Extent | undefined, namespace: string | null): boolean {
  if (extent === undefined) return false;
  if (extent.of === "cluster") return true;
  return extent.of === "namespace" && extent.namespace === namespace;
}
