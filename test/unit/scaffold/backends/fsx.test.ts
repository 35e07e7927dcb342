import { expect } from "chai";
import { fsx } from "../../../../src/scaffold/backends/fsx.ts";
import { aContext, aManifest } from "./examples.ts";

const FLAG = "per-unit-storage-throughput";

describe("the class of FSx for Lustre", () => {
  it("gives a persistent file system its throughput, the least of its type", () => {
    expect(parametersOf({}).perUnitStorageThroughput).to.equal("50");
    expect(parametersOf({ "deployment-type": "PERSISTENT_2" }).perUnitStorageThroughput).to.equal(
      "125",
    );
    expect(parametersOf({ [FLAG]: "200" }).perUnitStorageThroughput).to.equal("200");
  });

  it("gives a scratch file system none, which its API would refuse", () => {
    for (const type of ["SCRATCH_1", "SCRATCH_2"]) {
      expect(parametersOf({ "deployment-type": type })).not.to.have.property(
        "perUnitStorageThroughput",
      );
    }
  });

  it("refuses a throughput that the type does not have", () => {
    expect(complain("50", {})).to.equal(null);
    expect(complain("125", {})).to.equal("must be one of 50, 100, 200 for PERSISTENT_1");
    expect(complain("125", { "deployment-type": "PERSISTENT_2" })).to.equal(null);
    expect(complain("50", { "deployment-type": "SCRATCH_2" })).to.equal(
      "must be left out: a SCRATCH_2 file system takes none",
    );
  });
});

function parametersOf(given: Readonly<Record<string, string>>): object & Record<string, unknown> {
  const { [FLAG]: _, "deployment-type": __, ...values } = aContext(fsx).values;
  const manifest = aManifest(fsx, "class", { values: { ...values, ...given } });
  return manifest?.object.parameters as Record<string, unknown>;
}

function complain(value: string, values: Readonly<Record<string, string>>) {
  return fsx.values.find(({ flag }) => flag === FLAG)?.check?.(value, values);
}
