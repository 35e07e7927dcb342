import { expect } from "chai";
import { fillRow } from "../bench/fill-row.ts";
import type { Measured } from "../bench/measure-process.ts";
import { planRows } from "../bench/plan-rows.ts";
import type { Row } from "../bench/row.ts";

const ROW: Row = {
  id: "memory",
  what: "who-mounts -A",
  against: "kubectl get pods -A",
  quantity: "mebibytes",
  ours: "table",
  theirs: "pods",
  goal: 0.5,
};

function fill(ours: (number | null)[], theirs: (number | null)[], more: Partial<Row> = {}) {
  const measured = (mebibytes: number | null): Measured => {
    return { milliseconds: 1, mebibytes, serverSeconds: null };
  };
  const samples = new Map([
    ["table", ours.map(measured)],
    ["pods", theirs.map(measured)],
  ]);
  return fillRow({ ...ROW, ...more }, samples, new Map());
}

describe("A line of the benchmark's table", () => {
  it("compares medians, and says whether the goal is met", () => {
    const row = fill([900, 40, 50], [100, 90, 1]);
    expect(row).to.deep.include({ figure: 50, other: 90, verdict: "missed" });
    expect(fill([45], [90]).verdict).to.equal("ok");
  });

  it("misses a goal that a limit comes with, whatever the ratio", () => {
    expect(fill([301], [9_000], { limit: 300 }).verdict).to.equal("missed");
    expect(fill([300], [9_000], { limit: 300 }).verdict).to.equal("ok");
  });

  it("lets a tenfold cluster take ten times", () => {
    const row = fill([900], [100], { times: 10, goal: 1 });
    expect(row).to.deep.include({ other: 1_000, ratio: 0.9, verdict: "ok" });
  });

  it("says that nothing was measured, and nothing of a goal", () => {
    for (const row of [fill([], [90]), fill([null], [90]), fill([45], [0])]) {
      expect(row).to.deep.include({ ratio: null, verdict: "", pending: "nothing was measured" });
    }
  });

  it("says why a program was not run", () => {
    const row = fillRow(ROW, new Map(), new Map([["pods", "kubectl is not here"]]));
    expect(row.pending).to.equal("kubectl is not here");
  });

  it("is of one name in a run, whatever its sizes", () => {
    const ids = planRows(150_000, [15_000, 1_500]).map(({ id }) => id);
    expect(new Set(ids).size).to.equal(ids.length);
  });
});
