import { expect } from "chai";
import { isPlacedFirst } from "../../../src/scaffold/is-placed-first.ts";

const on = (driver: string | null) => ({
  accessMode: "ReadWriteOnce" as const,
  storage: { kind: "class", name: "x", driver, parameters: {} } as const,
});

describe("A volume that is placed before its pods", () => {
  it("is a disk of a class that binds at once", () => {
    expect(isPlacedFirst(on("ebs.csi.aws.com"), "Immediate")).to.equal(true);
    expect(isPlacedFirst(on("ebs.csi.aws.com"), "WaitForFirstConsumer")).to.equal(false);
  });

  it("is none that every node reaches, and none of which nobody knows", () => {
    expect(isPlacedFirst(on("efs.csi.aws.com"), "Immediate")).to.equal(false);
    expect(isPlacedFirst(on("files.example.com"), "Immediate")).to.equal(false);
    expect(isPlacedFirst(on(null), "Immediate")).to.equal(false);
    expect(isPlacedFirst(on("ebs.csi.aws.com"), null)).to.equal(false);
  });
});
