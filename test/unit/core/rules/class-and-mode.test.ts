import { expect } from "chai";
import type { Claim } from "../../../../src/core/model/claim.ts";
import type { StorageClass } from "../../../../src/core/model/storage-class.ts";
import { claimNotBound } from "../../../../src/core/rules/claim-not-bound.ts";
import { classIncomplete } from "../../../../src/core/rules/class-incomplete.ts";
import { modeNotSupported } from "../../../../src/core/rules/mode-not-supported.ts";
import { aClaim, anInventory, aPod, aStorageClass, aVolume, claimSource } from "../objects.ts";
import { checkOne, checkRule, commandsOf, evidenceOf } from "./check-rule.ts";

/** Pending, of the class, and wanted by web-0. */
const pending = (changes: Partial<Claim>, ...classes: StorageClass[]) =>
  anInventory({
    claims: [
      aClaim("media", {
        phase: "Pending",
        volumeName: null,
        grantedModes: null,
        storageClass: classes[0]?.name ?? null,
        ...changes,
      }),
    ],
    classes,
    pods: [aPod("web-0", { media: claimSource("media") }, { node: null, phase: "Pending" })],
  });

const efs = (parameters: Record<string, string>) =>
  aStorageClass("efs-sc", { provisioner: "efs.csi.aws.com", bindingMode: "Immediate", parameters });

const complete = { provisioningMode: "efs-ap", fileSystemId: "fs-1", directoryPerms: "700" };

describe("a storage class", () => {
  it("without what its driver demands makes no volume", () => {
    const draft = checkOne(classIncomplete, pending({}, efs({})));
    expect(draft.severity).to.equal("error");
    expect(draft.message).to.include(
      "efs.csi.aws.com needs provisioningMode and one of fileSystemId, fileSystemIdConfigRef or fileSystemIdSecretRef",
    );
    expect(draft.cause?.outlook).to.deep.equal({
      endsByItself: false,
      text: "The driver is asked again and again and answers the same: Missing provisioningMode parameter.",
    });
    expect(evidenceOf(draft)).to.include("StorageClass efs-sc parameters");
  });

  it("keeps nobody for sure while a volume made by hand may be among those that were not read", () => {
    const { extents, ...read } = pending({}, efs({}));
    const inPart = { ...extents, persistentvolumes: { of: "some" as const } };
    const draft = checkOne(classIncomplete, { ...read, extents: inPart });
    expect(draft.severity).to.equal("warning");
    expect(draft.message).to.include("class efs-sc may make no volume").and.not.include("start");
    expect(draft.cause).to.equal(undefined);
  });

  it("without what only the documentation demands is a warning, and no cause", () => {
    const { directoryPerms: _, ...others } = complete;
    const draft = checkOne(classIncomplete, pending({}, efs(others)));
    expect(draft.severity).to.equal("warning");
    expect(draft.message).to.include(
      "the documentation of efs.csi.aws.com asks for directoryPerms",
    );
    expect(draft.cause).to.equal(undefined);
  });

  it("of a driver that makes no volumes waits for one made by hand", () => {
    const s3 = aStorageClass("s3", { provisioner: "s3.csi.aws.com" });
    const draft = checkOne(classIncomplete, pending({}, s3));
    expect(draft.message).to.include("makes none at all");
    const volume = aVolume("bucket", { storageClass: "s3", phase: "Available", claim: null });
    const served = { ...pending({}, s3), volumes: new Map([[volume.name, volume]]) };
    expect(checkRule(classIncomplete, served)).to.deep.equal([]);
  });

  it("that is complete, unknown, not read or not needed any more is left alone", () => {
    expect(checkRule(classIncomplete, pending({}, efs(complete)))).to.deep.equal([]);
    const unknown = aStorageClass("x", { provisioner: "example.com/x" });
    expect(checkRule(classIncomplete, pending({}, unknown))).to.deep.equal([]);
    expect(checkRule(classIncomplete, pending({ storageClass: "gone" }))).to.deep.equal([]);
    const bound = pending({ phase: "Bound", volumeName: "pv-media" }, efs({}));
    expect(checkRule(classIncomplete, bound)).to.deep.equal([]);
  });

  it("is the default one where the claim names none", () => {
    const byDefault = { ...efs({}), isDefault: true };
    expect(checkRule(classIncomplete, pending({ storageClass: null }, byDefault))).to.have.length(
      1,
    );
    expect(checkRule(classIncomplete, pending({ storageClass: "" }, byDefault))).to.have.length(0);
  });

  it("that is the reason is told once: the claim's being Pending is no cause of its own", () => {
    expect(checkOne(claimNotBound, pending({}, efs({}))).cause).to.equal(undefined);
    expect(
      checkOne(claimNotBound, pending({}, efs(complete))).cause?.outlook.endsByItself,
    ).to.equal(null);
  });
});

describe("an access mode", () => {
  const gp3 = aStorageClass("gp3");

  it("that the driver rejects keeps the claim Pending", () => {
    const draft = checkOne(modeNotSupported, pending({ requestedModes: ["ReadWriteMany"] }, gp3));
    expect(draft.severity).to.equal("error");
    expect(draft.message).to.equal(
      "claim shop/media asks for ReadWriteMany with volumeMode Filesystem, which Amazon EBS (ebs.csi.aws.com) rejects: it takes ReadWriteOnce or ReadWriteOncePod. Pod web-0 cannot start.",
    );
    expect(draft.cause?.outlook.endsByItself).to.equal(false);
    expect(commandsOf(draft).at(-1)).to.equal("kubectl -n shop delete pvc media --wait=false");
  });

  it("may be had of another class of the cluster, which is named", () => {
    const request = { requestedModes: ["ReadWriteMany"] };
    const { hint } = checkOne(modeNotSupported, pending(request, gp3, efs(complete)));
    expect(hint).to.include("a class that gives ReadWriteMany here: efs-sc");
  });

  it("ReadOnlyMany of EFS is had by ReadWriteMany and readOnly in the pods", () => {
    const { hint } = checkOne(
      modeNotSupported,
      pending({ requestedModes: ["ReadOnlyMany"] }, efs(complete)),
    );
    expect(hint).to.include("with ReadWriteMany, and readOnly: true in the pods");
  });

  it("depends on the class's parameters", () => {
    const request = { requestedModes: ["ReadWriteMany"], volumeMode: "Block" };
    const draft = checkOne(modeNotSupported, pending(request, gp3));
    expect(draft.message).to.include("only if the StorageClass asks for `type: io2`");
    const io2 = aStorageClass("io2", { parameters: { type: "io2" } });
    expect(checkRule(modeNotSupported, pending(request, io2))).to.deep.equal([]);
  });

  it("is not spoken of where the driver is unknown, or its answer is open", () => {
    const request = { requestedModes: ["ReadWriteMany"], volumeMode: "Block" };
    const unknown = aStorageClass("x", { provisioner: "example.com/x" });
    expect(checkRule(modeNotSupported, pending(request, unknown))).to.deep.equal([]);
    const unread = pending({ ...request, storageClass: "gp3", provisioner: "ebs.csi.aws.com" });
    expect(checkRule(modeNotSupported, unread)).to.deep.equal([]);
  });

  describe("of a volume made by hand", () => {
    const bound = (phase: string, provisioner: string | null) =>
      anInventory({
        claims: [aClaim("media", { requestedModes: ["ReadOnlyMany"], provisioner })],
        volumes: [aVolume("media", { grantedModes: ["ReadOnlyMany"] })],
        pods: [aPod("web-0", { media: claimSource("media") }, { phase })],
      });

    it("is a warning: the driver rejects it at the mount", () => {
      expect(checkOne(modeNotSupported, bound("Pending", null)).severity).to.equal("warning");
    });

    it("is fine where it is mounted all the same, or the driver itself made the volume", () => {
      expect(checkRule(modeNotSupported, bound("Running", null))).to.deep.equal([]);
      expect(checkRule(modeNotSupported, bound("Pending", "ebs.csi.aws.com"))).to.deep.equal([]);
    });
  });
});
