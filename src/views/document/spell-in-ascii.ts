const SPELLINGS: ReadonlyMap<string, string> = new Map([
  ["“", '"'],
  ["”", '"'],
  ["‘", "'"],
  ["’", "'"],
  ["…", "..."],
  ["–", "-"],
  ["—", "-"],
  ["→", "->"],
  ["×", "x"],
]);

/** The same with typographic characters as ASCII has them, for a terminal that shows no others. */
export function spellInAscii<T>(value: T): T {
  if (typeof value === "string") {
    return value.replace(/[“”‘’…–—→×]/g, (it) => SPELLINGS.get(it) ?? it) as T;
  }
  if (Array.isArray(value)) return value.map(spellInAscii) as T;
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, it]) => [key, spellInAscii(it)]);
  return Object.fromEntries(entries) as T;
}
