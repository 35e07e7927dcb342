import { expect } from "chai";
import fc from "fast-check";
import { formatTime } from "../../../../../src/sources/cluster/protobuf/format-time.ts";

const byDate = (seconds: number) => new Date(seconds * 1000).toISOString().replace(".000", "");

describe("a time of the API", () => {
  it("is written as JSON has it, on every day until the year 9999", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 253_402_300_799 }), (seconds) => {
        expect(formatTime(seconds)).to.equal(byDate(seconds));
      }),
      { examples: [[0], [86_399], [86_400], [951_782_400], [253_402_300_799]] },
    );
  });

  it("is right on two days whose dates are remembered in one place, in turn", () => {
    const days = [20_000, 20_512, 20_000, 20_512].map((day) => day * 86_400 + 3_661);
    expect(days.map((day) => formatTime(day))).to.deep.equal(days.map(byDate));
  });

  it("has the fraction of its second, where there is one", () => {
    expect(formatTime(86_399, ".000250")).to.equal("1970-01-01T23:59:59.000250Z");
    expect(formatTime(86_399)).to.equal("1970-01-01T23:59:59Z");
  });

  it("is none where RFC 3339 cannot write it", () => {
    for (const seconds of [-1, -62_135_596_800, 253_402_300_800, 2 ** 63, Number.NaN]) {
      expect(formatTime(seconds), `${seconds}`).to.equal(undefined);
    }
  });
});
