import { expect } from "chai";
import {
  abbreviateMode,
  abbreviateModes,
  isReadOnlyMany,
  isSingleNode,
  isSinglePod,
  sortModes,
} from "../../../../src/core/model/access-mode.ts";

describe("access modes", () => {
  it("are abbreviated as kubectl does; an unknown one is told whole", () => {
    expect(abbreviateMode("ReadWriteOncePod")).to.equal("RWOP");
    expect(abbreviateMode("ReadWriteSometimes")).to.equal("ReadWriteSometimes");
    expect(abbreviateMode("constructor")).to.equal("constructor");
  });

  it("stand in the field's order, each once, unknown ones last", () => {
    expect(
      abbreviateModes([
        "ReadWriteOncePod",
        "Later",
        "ReadWriteMany",
        "ReadWriteOnce",
        "ReadWriteMany",
        "Later",
        "ReadOnlyMany",
      ]),
    ).to.equal("RWO,ROX,RWX,RWOP,Later");
    expect(abbreviateModes([])).to.equal("");
    expect(sortModes(["ReadWriteMany", "ReadWriteOnce"])).to.deep.equal([
      "ReadWriteOnce",
      "ReadWriteMany",
    ]);
  });

  it("keep a volume on one node unless one of them is a Many one", () => {
    expect(isSingleNode(["ReadWriteOnce"])).to.equal(true);
    expect(isSingleNode(["ReadWriteOncePod"])).to.equal(true);
    expect(isSingleNode(["ReadWriteOnce", "ReadOnlyMany"])).to.equal(false);
    expect(isSingleNode(["ReadWriteOnce", "ReadWriteMany"])).to.equal(false);
    expect(isSingleNode([])).to.equal(false);
  });

  it("keep a volume in one pod only by ReadWriteOncePod", () => {
    expect(isSinglePod(["ReadWriteOncePod"])).to.equal(true);
    expect(isSinglePod(["ReadWriteOnce"])).to.equal(false);
  });

  it("are for readers where ReadOnlyMany is the only one", () => {
    expect(isReadOnlyMany(["ReadOnlyMany"])).to.equal(true);
    expect(isReadOnlyMany(["ReadOnlyMany", "ReadWriteOnce"])).to.equal(false);
    expect(isReadOnlyMany([])).to.equal(false);
  });
});
