/**
 * Finds objects by their namespace and name. Of a large cluster few namespaces are asked about, so the
 * names of a namespace are indexed when it first is: keys of all objects would take as much memory as
 * a fifth of the objects.
 */
export class NamespacedIndex<T extends { namespace: string }> {
  readonly #byNamespace: Map<string, T[]>;
  readonly #nameOf: (object: T) => string;
  readonly #byName = new Map<string, Map<string, T>>();

  /** @param nameOf what is unique within a namespace */
  constructor(objects: readonly T[], nameOf: (object: T) => string) {
    this.#byNamespace = Map.groupBy(objects, ({ namespace }) => namespace);
    this.#nameOf = nameOf;
  }

  find(namespace: string, name: string): T | undefined {
    return this.#namesIn(namespace).get(name);
  }

  #namesIn(namespace: string): Map<string, T> {
    const known = this.#byName.get(namespace);
    if (known !== undefined) return known;
    const objects = this.#byNamespace.get(namespace) ?? [];
    const names = new Map(objects.map((object) => [this.#nameOf(object), object]));
    this.#byName.set(namespace, names);
    return names;
  }
}
