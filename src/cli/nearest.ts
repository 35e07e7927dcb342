/**
 * The candidates that a mistyped word probably meant: those that begin with it, and those at most
 * two edits away (one, of a short word), nearest first.
 *
 * @see https://github.com/spf13/cobra/blob/main/command.go SuggestionsMinimumDistance
 */
export function findNearest(word: string, candidates: readonly string[]): string[] {
  const typed = word.toLowerCase();
  return candidates
    .map((candidate) => ({ candidate, distance: distanceTo(typed, candidate.toLowerCase()) }))
    .filter(({ distance }) => distance <= maxEdits(typed))
    .toSorted(
      (a, b) =>
        a.distance - b.distance ||
        Math.abs(a.candidate.length - word.length) - Math.abs(b.candidate.length - word.length),
    )
    .map(({ candidate }) => candidate);
}

/** Two edits make another word of a short one: `job` is no misspelt `pod`. */
function maxEdits(typed: string): number {
  return typed.length <= 3 ? 1 : 2;
}

function distanceTo(typed: string, candidate: string): number {
  return typed.length > 1 && candidate.startsWith(typed) ? 0 : countEdits(typed, candidate);
}

/**
 * Insertions, deletions, replacements and swaps of two neighbours, one each.
 *
 * @see https://en.wikipedia.org/wiki/Damerau%E2%80%93Levenshtein_distance#Optimal_string_alignment_distance
 */
function countEdits(from: string, to: string): number {
  const rows = [Array.from({ length: to.length + 1 }, (_, index) => index)];
  const at = (i: number, j: number) => rows[i]?.[j] ?? Number.POSITIVE_INFINITY;
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= to.length; j++) {
      const isSwap = from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      row[j] = Math.min(
        at(i - 1, j) + 1,
        at(i, j - 1) + 1,
        at(i - 1, j - 1) + (from[i - 1] === to[j - 1] ? 0 : 1),
        isSwap ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY,
      );
    }
  }
  return at(from.length, to.length);
}
