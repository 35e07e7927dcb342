import { expect } from "chai";
import type { ReadOnlyReason } from "../../../../src/core/model/consumer.ts";
import type { PodVolumeSource } from "../../../../src/core/model/pod.ts";
import type { Storage } from "../../../../src/core/model/storage.ts";
import type { VolumeSource } from "../../../../src/core/model/volume.ts";
import { explainReadOnly } from "../../../../src/core/sharing/read-only.ts";
import { aClaim, aStorage, aVolume, claimSource, emptyDir, hostPath } from "../objects.ts";

const csi = (driver: string, readOnly = false): VolumeSource => ({
  plugin: "csi",
  driver,
  handle: "h",
  readOnly,
  attributes: {},
});

const rox = (source: VolumeSource): Storage =>
  aStorage("media", { volume: aVolume("media", { grantedModes: ["ReadOnlyMany"], source }) });

describe("a mount is read-only", () => {
  const reasons = (mount: boolean, source: PodVolumeSource, storage = aStorage("media")) => {
    const { readOnly, readOnlyBecause } = explainReadOnly(
      { readOnly: mount, device: false },
      source,
      storage,
    );
    expect(readOnly).to.equal(readOnlyBecause.length > 0);
    return readOnlyBecause;
  };
  const because = (...expected: ReadOnlyReason[]) => expected;

  it("where nothing makes it so: not at all", () => {
    expect(reasons(false, claimSource("media"))).to.deep.equal([]);
    expect(reasons(false, emptyDir)).to.deep.equal([]);
    expect(reasons(false, hostPath("/"))).to.deep.equal([]);
  });

  it("by the container, by the pod volume, by the volume's mount options, and by all of them", () => {
    const ro = aStorage("media", { volume: aVolume("media", { mountOptions: ["hard", "ro"] }) });
    expect(reasons(true, claimSource("media"))).to.deep.equal(because("mount"));
    expect(reasons(false, claimSource("media", true))).to.deep.equal(because("podVolume"));
    expect(reasons(false, claimSource("media"), ro)).to.deep.equal(because("mountOptions"));
    expect(reasons(true, claimSource("media", true), ro)).to.deep.equal(
      because("mount", "podVolume", "mountOptions"),
    );
  });

  it("or not, nobody knows, where two volumes of the pod name the claim and one is read-only", () => {
    const ask = (mount: boolean, first: boolean, ...others: boolean[]) =>
      explainReadOnly(
        { readOnly: mount, device: false },
        claimSource("media", first),
        aStorage("media"),
        others.map((it) => claimSource("media", it)),
      );
    const unknown = { readOnly: null, readOnlyBecause: [] };
    expect(ask(false, false, true)).to.deep.equal(unknown);
    expect(ask(false, true, false)).to.deep.equal(unknown);
    expect(ask(false, true, true).readOnlyBecause).to.deep.equal(because("podVolume"));
    expect(ask(false, false, false).readOnly).to.equal(false);
    expect(ask(true, false, true).readOnlyBecause).to.deep.equal(because("mount"));
  });

  it("by the pod volume of a CSI driver or of an in-tree backend", () => {
    const nfs = { ...csi("x", true), plugin: "nfs", driver: null, handle: null };
    expect(reasons(false, { kind: "CSIInline", driver: "d", readOnly: true })).to.deep.equal(
      because("podVolume"),
    );
    expect(reasons(false, { kind: "InTree", source: nfs })).to.deep.equal(because("podVolume"));
  });

  it("by its kind, where nothing can write to it", () => {
    const kinds: PodVolumeSource[] = [
      { kind: "ConfigMap", name: "c" },
      { kind: "Secret", name: "s" },
      { kind: "Projected", sources: [] },
      { kind: "DownwardAPI" },
      { kind: "Image", reference: "r" },
    ];
    const storage = aStorage("x", { claim: null, volume: null });
    for (const source of kinds) {
      expect(reasons(false, source, storage), source.kind).to.deep.equal(because("kind"));
    }
  });

  it("not by `spec.csi.readOnly` or `spec.nfs.readOnly` of the volume, which keep nobody out", () => {
    const sources = [
      csi("ebs.csi.aws.com", true),
      { ...csi("", true), plugin: "nfs", driver: null, handle: null },
    ];
    for (const source of sources) {
      const storage = aStorage("media", { volume: aVolume("media", { source }) });
      expect(reasons(false, claimSource("media"), storage)).to.deep.equal([]);
    }
  });
});

describe("a mount of a ROX volume", () => {
  it("is unknown where nobody knows the driver, unless something else decides", () => {
    const storage = rox(csi("unheard.of.example.com"));
    expect(
      explainReadOnly({ readOnly: false, device: false }, claimSource("media"), storage),
    ).to.deep.equal({
      readOnly: null,
      readOnlyBecause: [],
    });
    expect(
      explainReadOnly({ readOnly: true, device: false }, claimSource("media"), storage),
    ).to.deep.equal({
      readOnly: true,
      readOnlyBecause: ["mount"],
    });
  });

  it("is unknown where the volume could not be read", () => {
    const claim = aClaim("media", { grantedModes: ["ReadOnlyMany"] });
    const storage = aStorage("media", { claim, volume: null });
    expect(
      explainReadOnly({ readOnly: false, device: false }, claimSource("media"), storage).readOnly,
    ).to.equal(null);
  });

  it("is as writable as any where another mode is granted beside it", () => {
    const volume = aVolume("media", {
      grantedModes: ["ReadOnlyMany", "ReadWriteOnce"],
      source: csi("unheard.of.example.com"),
    });
    const storage = aStorage("media", { volume });
    expect(
      explainReadOnly({ readOnly: false, device: false }, claimSource("media"), storage).readOnly,
    ).to.equal(false);
  });
});
