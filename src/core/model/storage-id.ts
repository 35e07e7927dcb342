import { posix } from "node:path";
import type { StorageKind } from "./storage-kind.ts";

/**
 * What makes two uses the use of one thing. A claim is its namespace and name; an emptyDir is one
 * volume of one pod; a hostPath is a node and a normalised path: a nested path is another piece of
 * storage that overlaps, else whoever mounts `/` would join everything.
 */
export interface StorageIdentity {
  kind: StorageKind;
  namespace: string | null;
  name: string;
  node: string | null;
  pod: { name: string; uid: string | null } | null;
}

/**
 * `PersistentVolumeClaim/shop/media`, `HostPath/node-a/var/log`: stable, and unique in a report. A
 * hostPath that has no node yet has `<none>` there, which no node is called.
 */
export function formatStorageId({ kind, namespace, node, pod, name }: StorageIdentity): string {
  if (namespace !== null && pod === null) return `${kind}/${namespace}/${name}`;
  const place = kind === "HostPath" ? (node ?? "<none>") : null;
  return [kind, namespace, place, pod?.name, pod?.uid, name.replace(/^\//, "")]
    .filter((part) => part != null)
    .join("/");
}

/**
 * One spelling for each path of a node or an export: no trailing slash, no `//`, no `.`. A `..` is
 * resolved, though the API refuses it in a hostPath.
 */
export function normalizePath(path: string): string {
  const normal = posix.normalize(path === "" ? "/" : path);
  return normal.length > 1 && normal.endsWith("/") ? normal.slice(0, -1) : normal;
}
