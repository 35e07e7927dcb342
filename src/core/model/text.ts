/** How sentences name several things and count them, so that all of them do it alike. */

/** `a`, `a and b`, `a, b and c`; with another word `a, b or c`. */
export function listNames(names: readonly string[], word = "and"): string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} ${word} ${last}`;
}

/** How many are named before the rest is counted. */
const NAMED = 3;

/** The same of the first few, `a, b, c and 37 more`: a sentence must not grow with the cluster. */
export function listSome(names: readonly string[], most = NAMED): string {
  return names.length > most
    ? `${names.slice(0, most).join(", ")} and ${names.length - most} more`
    : listNames(names);
}

/** `1 pod`, `2 pods`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** As a sentence begins. */
export function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** As it stands within a sentence. */
export function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
