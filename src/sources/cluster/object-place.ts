/** Where objects of a kind are in the API. */
export interface ObjectPlace {
  /** "" for the core group. */
  group: string;
  version: string;
  /** Plural, `deployments`. */
  resource: string;
  /** null: they lie in none, or those of all are meant. */
  namespace: string | null;
}

/** Where the API lists them. */
export function pathOf({ group, version, resource, namespace }: ObjectPlace): string {
  const root = group === "" ? `/api/${version}` : `/apis/${group}/${version}`;
  const scope = namespace === null ? "" : `/namespaces/${encodeURIComponent(namespace)}`;
  return `${root}${scope}/${resource}`;
}
