import { expect } from "chai";
import fc from "fast-check";
import { formatSeconds } from "../../../../../src/sources/cluster/protobuf/format-time.ts";

const byDate = (seconds: number) => new Date(seconds * 1000).toISOString().slice(0, 19);

describe("a time of the API", () => {
  it("is written as JSON has it, on every day until the year 9999", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 253_402_300_799 }), (seconds) => {
        expect(formatSeconds(seconds)).to.equal(byDate(seconds));
      }),
      { examples: [[0], [86_399], [86_400], [951_782_400], [253_402_300_799]] },
    );
  });

  it("is right on two days whose dates are remembered in one place, in turn", () => {
    const days = [20_000, 20_512, 20_000, 20_512].map((day) => day * 86_400 + 3_661);
    expect(days.map(formatSeconds)).to.deep.equal(days.map(byDate));
  });

  it("is none where RFC 3339 cannot write it", () => {
    for (const seconds of [-1, -62_135_596_800, 253_402_300_800, 2 ** 63, Number.NaN]) {
      expect(formatSeconds(seconds), `${seconds}`).to.equal(undefined);
    }
  });
});
