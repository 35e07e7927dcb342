/** What every namespaced object carries, as far as sharing depends on it. */
export interface Metadata {
  /** "" for objects of the whole cluster. */
  namespace: string;
  name: string;
  /** null in manifests that no server has seen. */
  uid: string | null;
  labels: Labels;
  /** RFC 3339, as the API wrote it. */
  createdAt: string | null;
  /** deletionTimestamp is set. */
  terminating: boolean;
  /** The controller's reference; a claim of a generic ephemeral volume is controlled by its pod. */
  owner: OwnerReference | null;
}

export type Labels = Readonly<Record<string, string>>;

export interface OwnerReference {
  kind: string;
  name: string;
  uid: string | null;
}

/** A namespace and a name as one map key; neither may hold a slash. */
export function keyOf(namespace: string, name: string): string {
  return `${namespace}/${name}`;
}
