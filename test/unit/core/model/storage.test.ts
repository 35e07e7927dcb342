import { expect } from "chai";
import {
  effectiveModes,
  isApplied,
  isBound,
  isReadWriteOnce,
} from "../../../../src/core/model/storage.ts";
import { aClaim, aConsumer, aStorage, aVolume } from "../objects.ts";

describe("the modes in effect", () => {
  const requested = aClaim("a", { requestedModes: ["ReadWriteMany"], grantedModes: null });

  it("are the volume's, else what the claim's status repeats, else what the claim asks for", () => {
    const granted = aClaim("a", { ...requested, grantedModes: ["ReadOnlyMany"] });
    const volume = aVolume("a", { grantedModes: ["ReadWriteOnce"] });
    expect(effectiveModes(aStorage("a", { claim: granted, volume }))).to.deep.equal([
      "ReadWriteOnce",
    ]);
    expect(effectiveModes(aStorage("a", { claim: granted, volume: null }))).to.deep.equal([
      "ReadOnlyMany",
    ]);
    expect(effectiveModes(aStorage("a", { claim: requested, volume: null }))).to.deep.equal([
      "ReadWriteMany",
    ]);
    expect(effectiveModes(aStorage("a", { claim: null, volume: null }))).to.deep.equal([]);
  });

  it("are ReadWriteOnce where any number of one node's pods may write", () => {
    const withModes = (...grantedModes: string[]) =>
      isReadWriteOnce(aStorage("a", { volume: aVolume("a", { grantedModes }) }));
    expect(withModes("ReadWriteOnce")).to.equal(true);
    expect(withModes("ReadWriteOncePod")).to.equal(false);
    expect(withModes("ReadWriteOnce", "ReadWriteMany")).to.equal(false);
  });
});

describe("storage", () => {
  it("is bound where its claim names a volume, read or not", () => {
    expect(isBound(aStorage("a", { volume: null }))).to.equal(true);
    expect(isBound(aStorage("a", { claim: aClaim("a", { volumeName: null }) }))).to.equal(false);
    expect(isBound(aStorage("a", { claim: null }))).to.equal(false);
  });

  it("is applied where a server has seen its claim or a pod", () => {
    const manifest = aClaim("a", { phase: null });
    const planned = aConsumer({ state: "planned" });
    expect(isApplied(aStorage("a"))).to.equal(true);
    expect(isApplied(aStorage("a", { claim: manifest, consumers: [planned] }))).to.equal(false);
    expect(
      isApplied(aStorage("a", { claim: manifest, consumers: [planned, aConsumer()] })),
    ).to.equal(true);
    expect(isApplied(aStorage("a", { claim: null, consumers: null }))).to.equal(false);
  });
});
