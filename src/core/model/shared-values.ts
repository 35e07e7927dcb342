/**
 * Keeps one of equal values: of thousands of pods most say the same of what they are made of. What
 * is held of a cluster then grows with what is different in it. What is shared must not be changed.
 * It is here for who reads objects and for who joins them.
 */
export class SharedValues {
  readonly #texts = new Map<string, string>();
  /** By their JSON. */
  readonly #values = new Map<string, unknown>();

  /** Puts equal values, where there are any, in the place of the named ones. @returns the same object */
  shareIn<T extends object>(object: T, names: readonly (keyof T)[]): T {
    for (const name of names) {
      const value = object[name];
      if (typeof value === "string") object[name] = find(this.#texts, value, value) as typeof value;
      else if (typeof value === "object" && value !== null) object[name] = this.share(value);
    }
    return object;
  }

  /** An equal value that was there before, or this one. */
  share<T extends object>(value: T): T {
    return find(this.#values, JSON.stringify(value), value) as T;
  }
}

function find(known: Map<string, unknown>, key: string, value: unknown): unknown {
  const found = known.get(key);
  if (found !== undefined) return found;
  known.set(key, value);
  return value;
}
