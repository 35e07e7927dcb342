import { expect } from "chai";
import { parseRequestTimeout } from "../../../../../src/sources/cluster/http/request-timeout.ts";

describe("--request-timeout", () => {
  const durations: [string, number][] = [
    ["0", 0],
    ["30", 30_000],
    ["30s", 30_000],
    ["1m30s", 90_000],
    ["1.5h", 5_400_000],
    ["250ms", 250],
    ["0s", 0],
  ];
  for (const [given, milliseconds] of durations) {
    it(`is ${milliseconds} ms for ${given}`, () => {
      expect(parseRequestTimeout(given)).to.equal(milliseconds);
    });
  }

  for (const given of ["", "s", "30x", "-1", "1 m", "s30", "1m30"]) {
    it(`is refused for "${given}"`, () => {
      expect(() => parseRequestTimeout(given)).to.throw("Invalid timeout value.");
    });
  }
});
