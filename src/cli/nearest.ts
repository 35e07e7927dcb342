/**
 * The candidates that a mistyped word probably meant: those that begin with it, and those at most
 * two edits away, nearest first.
 *
 * @see https://github.com/spf13/cobra/blob/main/command.go SuggestionsMinimumDistance
 */
export function findNearest(word: string, candidates: readonly string[]): string[] {
  const typed = word.toLowerCase();
  return candidates
    .map((candidate) => ({ candidate, distance: distanceTo(typed, candidate.toLowerCase()) }))
    .filter(({ distance }) => distance <= MAX_EDITS)
    .toSorted((a, b) => a.distance - b.distance)
    .map(({ candidate }) => candidate);
}

const MAX_EDITS = 2;

function distanceTo(typed: string, candidate: string): number {
  return typed.length > 1 && candidate.startsWith(typed) ? 0 : countEdits(typed, candidate);
}

/** Levenshtein's distance, one row of the table at a time. */
function countEdits(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const cost = from[i - 1] === to[j - 1] ? 0 : 1;
      next[j] = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + cost);
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
