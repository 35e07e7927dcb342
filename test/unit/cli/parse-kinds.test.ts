import { expect } from "chai";
import { parseKinds } from "../../../src/cli/parse-kinds.ts";
import { UsageError } from "../../../src/cli/usage-error.ts";
import { CLAIM_KINDS, STORAGE_KINDS } from "../../../src/core/model/storage-kind.ts";

describe("--kinds", () => {
  it("takes kinds in any case and number, and gives them in the report's order", () => {
    expect(parseKinds("hostpath,EmptyDir")).to.deep.equal(["EmptyDir", "HostPath"]);
    expect(parseKinds("secrets, ConfigMaps ,secret")).to.deep.equal(["ConfigMap", "Secret"]);
  });

  it("takes all, and claims by each of their names", () => {
    expect(parseKinds("all")).to.deep.equal([...STORAGE_KINDS]);
    for (const word of ["claims", "claim", "pvc", "PVC"]) {
      expect(parseKinds(word)).to.deep.equal([...CLAIM_KINDS]);
    }
    expect(parseKinds("emptydir,claims")).to.deep.equal([...CLAIM_KINDS, "EmptyDir"]);
  });

  it("takes every kind that there is", () => {
    for (const kind of STORAGE_KINDS) expect(parseKinds(kind.toLowerCase())).to.deep.equal([kind]);
  });

  it("refuses other words, with the near one", () => {
    expect(() => parseKinds("emptydri"))
      .to.throw(UsageError, 'unknown kind "emptydri": the kinds are all, claims,')
      .with.deep.property("next", ["--kinds emptydir"]);
    expect(() => parseKinds("block-device"))
      .to.throw(UsageError)
      .with.deep.property("next", []);
  });

  it("refuses what is no word, and words that every object knows", () => {
    for (const text of ["", "claims,", "constructor", "__proto__"]) {
      expect(() => parseKinds(text), text).to.throw(UsageError, "unknown kind");
    }
  });
});
