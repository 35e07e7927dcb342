/**
 * The words of a command: divided at blanks, but not within single or double quotes, as a shell
 * does it, without any of its other signs. null: a quote is not closed.
 */
export function splitWords(text: string): string[] | null {
  const words: string[] = [];
  let word: string | null = null;
  for (const [, single, double, blank, letter] of text.matchAll(PIECES)) {
    if (blank !== undefined) {
      if (word !== null) words.push(word);
      word = null;
    } else if (letter === "'" || letter === '"') {
      return null;
    } else {
      word = (word ?? "") + (single ?? double ?? letter ?? "");
    }
  }
  return word === null ? words : [...words, word];
}

const PIECES = /'([^']*)'|"([^"]*)"|(\s+)|(.)/gsu;
