import type { Measured } from "./measure-process.ts";

/** What is run: `NAME`, or `NAME@PODS` on a smaller cluster. */
export type Subject = string;

export type Quantity = keyof Measured;

/** A line of the table: one program's figure beside another's. */
export interface Row {
  id: string;
  what: string;
  against: string;
  quantity: Quantity;
  ours: Subject;
  theirs: Subject;
  /** How many times the other's figure is allowed for: a tenfold cluster may take ten times. */
  times?: number;
  /** The ratio that is wanted; null: there is none. */
  goal: number | null;
  /** What our figure may not exceed, whatever the ratio. */
  limit?: number;
}

/** A row with what was measured; null: it could not be. */
export interface FilledRow extends Row {
  figure: number | null;
  other: number | null;
  ratio: number | null;
  verdict: "ok" | "missed" | "";
  /** Why nothing was measured. */
  pending?: string;
}

/** All rows of a run at so many pods, and at the smaller sizes, largest first. */
export function planRows(pods: number, smaller: readonly number[]): Row[] {
  const time = "milliseconds" as const;
  const memory = "mebibytes" as const;
  const all = "who-mounts -A";
  const get = "kubectl get pods -A";
  const cap = 300;
  const rows: Row[] = [
    row("floor", all, "curl, the same lists", time, "table", "floor", 1.3),
    row("script", `${all}, bin/run.js`, "curl, the same lists", time, "script", "floor", 1.3),
    row("kubectl", all, get, time, "table", "pods", 0.1),
    { ...row("memory-json", `${all} -o json`, get, memory, "json", "pods", 0.08), limit: cap },
    { ...row("memory-table", `${all} -o table`, get, memory, "table", "pods", 0.08), limit: cap },
    row("claim", "who-mounts pvc/NAME", "kubectl describe pvc", time, "claim", "describe", 1),
    row("namespace", "who-mounts -n NAME", "kubectl get pods -n", time, "namespace", "get", 1),
    row("server", `${all}, server's CPU`, get, "serverSeconds", "table", "pods", 1),
  ];
  const sizes = [pods, ...smaller];
  const at = (name: string, size: number) => (size === pods ? name : `${name}@${size}`);
  // Of the largest dump jq may want more memory than there is; a tenth of it tells the ratio too.
  for (const size of sizes.slice(0, 2)) {
    const what = `who-mounts -f DUMP, ${count(size)} pods`;
    const [dump, jq] = [at("dump", size), at("jq", size)];
    rows.push(
      row(`dump-time-${size}`, what, "jq, names of claims", time, dump, jq, 0.5),
      row(`dump-memory-${size}`, what, "jq, names of claims", memory, dump, jq, 0.1),
    );
  }
  for (const [index, small] of smaller.entries()) {
    const large = sizes[index] ?? pods;
    const times = large / small;
    const step = `${count(large)} pods`;
    const grown = (name: string, what: string, quantity: Quantity, subject: string) =>
      row(
        `growth-${name}-${large}`,
        `${what}, ${step}`,
        `${count(small)} pods`,
        quantity,
        at(subject, large),
        at(subject, small),
        1,
      );
    rows.push(
      { ...grown("time", all, time, "table"), times, against: `${times} × ${count(small)} pods` },
      {
        ...grown("memory", all, memory, "table"),
        times,
        against: `${times} × ${count(small)} pods`,
      },
      // The same is shown of a larger cluster: a tenth is for what differs from run to run.
      { ...grown("memory-shown", "who-mounts -n NAME", memory, "namespace"), goal: 1.1 },
    );
  }
  return rows;
}

function row(
  id: string,
  what: string,
  against: string,
  quantity: Quantity,
  ours: Subject,
  theirs: Subject,
  goal: number | null,
): Row {
  return { id, what, against, quantity, ours, theirs, goal };
}

/** `15,000`. */
function count(pods: number): string {
  return pods.toLocaleString("en");
}

/** Compares medians. */
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
  const pending = missing.get(row.ours) ?? missing.get(row.theirs);
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
