import type { Fields } from "../decode/fields.ts";
import type { ReadableKind } from "../readable-kind.ts";

/**
 * Fills in what a manifest leaves to the server: the namespace, and the end of the name after a
 * `generateName`. Each object without a name is one of its own: `web-*1`, `web-*2` as they come,
 * which are the names of nothing else, as no real name has an asterisk.
 *
 * Objects must have metadata.
 *
 * @param defaultNamespace of objects that name none, as `kubectl apply -n` would place them
 */
export function metadataCompleter(
  defaultNamespace: string,
): (kind: ReadableKind, object: Fields) => Fields {
  const counts = new Map<string, number>();
  return ({ kind, namespaced }, object) => {
    const metadata = object.metadata as Fields;
    const { name, generateName, namespace } = metadata;
    const added: Record<string, unknown> = {};
    if (namespaced && !namespace) added.namespace = defaultNamespace;
    if (!name && generateName) {
      const key = `${kind}/${generateName}`;
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      added.name = `${generateName}*${count}`;
    }
    return Object.keys(added).length === 0
      ? object
      : { ...object, metadata: { ...metadata, ...added } };
  };
}
