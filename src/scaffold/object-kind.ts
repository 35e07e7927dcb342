import type { KubernetesObject } from "./manifest.ts";

/** Where objects of a kind are in the API. */
export interface ObjectKind {
  /** "" for the core group. */
  group: string;
  version: string;
  /** Plural, `deployments`. */
  resource: string;
  namespaced: boolean;
}

/** Of every kind that a pattern makes: asking the server for its list would take two requests more. */
const RESOURCES: Readonly<Record<string, { resource: string; namespaced: boolean }>> = {
  "v1/Namespace": inNone("namespaces"),
  "v1/PersistentVolume": inNone("persistentvolumes"),
  "v1/PersistentVolumeClaim": inNamespace("persistentvolumeclaims"),
  "v1/Pod": inNamespace("pods"),
  "v1/ResourceQuota": inNamespace("resourcequotas"),
  "v1/Service": inNamespace("services"),
  "apps/v1/DaemonSet": inNamespace("daemonsets"),
  "apps/v1/Deployment": inNamespace("deployments"),
  "apps/v1/StatefulSet": inNamespace("statefulsets"),
  "batch/v1/Job": inNamespace("jobs"),
  "snapshot.storage.k8s.io/v1/VolumeSnapshot": inNamespace("volumesnapshots"),
  "storage.k8s.io/v1/StorageClass": inNone("storageclasses"),
};

/** @throws Error for a kind that is not in the table, which is a mistake of ours */
export function kindOfObject({ apiVersion, kind }: KubernetesObject): ObjectKind {
  const known = RESOURCES[`${apiVersion}/${kind}`];
  if (known === undefined) throw new Error(`no resource for ${apiVersion} ${kind}`);
  const parts = apiVersion.split("/");
  const version = parts.at(-1) ?? "";
  return { group: parts.length > 1 ? (parts[0] ?? "") : "", version, ...known };
}

function inNamespace(resource: string) {
  return { resource, namespaced: true };
}

function inNone(resource: string) {
  return { resource, namespaced: false };
}
