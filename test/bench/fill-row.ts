import type { Measured } from "./measure-process.ts";
import type { FilledRow, Quantity, Row, Subject } from "./row.ts";

/**
 * Compares medians.
 *
 * @param missing why programs were not run, by the program
 */
export function fillRow(
  row: Row,
  samples: ReadonlyMap<Subject, readonly Measured[]>,
  missing: ReadonlyMap<Subject, string>,
): FilledRow {
  const figure = medianOf(samples.get(row.ours), row.quantity);
  const theirs = medianOf(samples.get(row.theirs), row.quantity);
  const other = theirs === null ? null : theirs * (row.times ?? 1);
  const ratio = figure === null || other === null || other === 0 ? null : figure / other;
  const isOk = ratio === null || row.goal === null ? null : ratio <= row.goal;
  const isWithin = figure === null || row.limit === undefined || figure <= row.limit;
  const reason = missing.get(row.ours) ?? missing.get(row.theirs);
  const pending = reason ?? (ratio === null ? "nothing was measured" : undefined);
  return {
    ...row,
    figure,
    other,
    ratio,
    verdict: isOk === null ? "" : isOk && isWithin ? "ok" : "missed",
    ...(pending !== undefined && { pending }),
  };
}

function medianOf(samples: readonly Measured[] | undefined, quantity: Quantity): number | null {
  const known = (samples ?? [])
    .map((sample) => sample[quantity])
    .filter((value) => value !== null)
    .toSorted((a, b) => a - b);
  return known[Math.floor(known.length / 2)] ?? null;
}
