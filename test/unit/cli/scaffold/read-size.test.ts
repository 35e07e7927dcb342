import { expect } from "chai";
import { readSize } from "../../../../src/cli/scaffold/read-size.ts";

describe("The size that is asked for", () => {
  for (const size of ["500Mi", "10Gi", "1.5Gi", "0.5Ki", "1e3", "1000m", "2.50k"]) {
    it(`may be ${size}`, () => {
      expect(readSize(size)).to.equal(size);
    });
  }

  for (const size of ["1m", "1500m", "0.1Gi", "1.5", "15e-1", "7n", "0.0001k"]) {
    it(`is no part of a byte: ${size}`, () => {
      expect(() => readSize(size)).to.throw("must be whole bytes");
    });
  }

  for (const size of ["0", "-1Gi", "lots", "1GB", ""]) {
    it(`is a quantity: not ${JSON.stringify(size)}`, () => {
      expect(() => readSize(size)).to.throw("must be a quantity");
    });
  }
});
