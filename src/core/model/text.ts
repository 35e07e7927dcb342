/** How sentences name several things and count them, and command lines quote, so that all do it alike. */

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

/** What a shell takes as it is. */
const PLAIN = /^[\w@%+=:,./-]+$/;

/** A word for a POSIX shell, quoted where it must be, so that it stays one word whatever is in it. */
export function quote(word: string): string {
  return PLAIN.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/**
 * A command line that any POSIX shell reads as these words, whatever is in them: names come from
 * clusters and files, and the line is meant to be pasted.
 */
export function command(...words: readonly string[]): string {
  return words.map(quote).join(" ");
}
