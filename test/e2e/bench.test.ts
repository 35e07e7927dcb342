import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect } from "chai";
import { openTestBed } from "../bed/open-test-bed.ts";
import type { FilledRow } from "../bench/row.ts";
import { PROJECT } from "../project/run-tool.ts";

/** What `npm run bench -- --json` says, as far as it is looked at. */
interface Told {
  pods: number;
  counts: Record<string, number>;
  lists: string[];
  rows: FilledRow[];
}

describe("npm run bench", () => {
  let told: Told;

  before(async function () {
    this.timeout(20 * 60_000);
    const bed = await openTestBed();
    if (!bed.available) {
      if (process.env.CI) throw new Error(bed.reason);
      return this.skip();
    }
    const args = ["--pods", "1500", "--rounds", "1", "--slow-rounds", "1", "--json"];
    const bench = [`${PROJECT}/test/bench/bench.ts`, ...args];
    const { stdout } = await promisify(execFile)(process.execPath, bench, { maxBuffer: 2 ** 24 });
    told = JSON.parse(stdout);
  });

  it("measures a cluster that has everything in proportion to its pods", () => {
    expect(told.pods).to.equal(1500);
    expect(told.counts).to.include({
      pods: 1500,
      nodes: 50,
      namespaces: 2,
      persistentvolumeclaims: 400,
      persistentvolumes: 400,
      volumeattachments: 280,
    });
  });

  it("compares with curl what the program itself reads", () => {
    expect(told.lists).to.include.members(["/api/v1/pods", "/api/v1/persistentvolumeclaims"]);
  });

  it("fills every row with a ratio, or says what is missing here", () => {
    expect(told.rows.map(({ id }) => id)).to.deep.equal([
      "floor",
      "script",
      "kubectl",
      "memory-json",
      "memory-table",
      "claim",
      "claim-floor",
      "namespace",
      "namespace-floor",
      "server",
      "dump-time-1500",
      "dump-memory-1500",
    ]);
    for (const { id, quantity, ratio, pending } of told.rows) {
      // The server's processor time is counted in hundredths of a second: a small list takes none.
      const least = quantity === "serverSeconds" ? 0 : Number.MIN_VALUE;
      if (pending === undefined) expect(ratio, id).to.be.at.least(least);
      else expect(pending, id).not.to.equal("");
    }
  });
});
