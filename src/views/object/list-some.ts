/** How many are named before the rest is counted. */
const NAMED = 3;

/** `a`, `a and b`, `a, b, c and 37 more`: a line must not grow with the cluster. */
export function listSome(names: readonly string[], most = NAMED): string {
  if (names.length > most) {
    return `${names.slice(0, most).join(", ")} and ${names.length - most} more`;
  }
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}
