import { expect } from "chai";
import {
  fill,
  fillParameters,
  findManifest,
  listMountOptions,
  pickFields,
  requireDriver,
} from "../../../../src/scaffold/backends/known-manifest.ts";
import { toManifest } from "../../../../src/scaffold/manifest.ts";

const efs = requireDriver("efs.csi.aws.com");
const smb = requireDriver("smb.csi.k8s.io");

describe("a manifest of the knowledge, filled in", () => {
  it("is of a known driver and shows what is looked for, or it is an error", () => {
    expect(() => requireDriver("nobody.example.com")).to.throw("nothing is known of driver");
    expect(findManifest(efs, "StorageClass", "s3files-ap").fact.value.purpose).to.equal(
      "The same on S3 Files.",
    );
    expect(() => findManifest(efs, "StorageClass", "efs-xyz")).to.throw("no manifest of efs");
    const existing = findManifest(efs, "PersistentVolume");
    expect(() => pickFields(existing, "spec", "nfs")).to.throw("no spec.nfs");
  });

  it("has a value where only the user knows one, and no hole", () => {
    const fields = { server: null, share: null, onDelete: "retain" };
    expect(fill(fields, { server: "a", share: "/b", more: "c" })).to.deep.equal({
      server: "a",
      share: "/b",
      onDelete: "retain",
      more: "c",
    });
    expect(() => fill(fields, { server: "a" })).to.throw("share has no value");
  });

  it("says of each parameter what the driver answers without it", () => {
    const filled = fillParameters(efs, findManifest(efs, "StorageClass", "efs-ap"), {
      fileSystemId: "fs-12345678",
    });
    const { comments } = toManifest({ parameters: filled });
    const said = comments.map(({ path, text }) => [path.join("."), text]);
    expect(said).to.deep.equal([
      ["parameters", "A folder of its own for each claim, behind an access point."],
      ["parameters.provisioningMode", "Else: Missing provisioningMode parameter."],
      [
        "parameters.fileSystemId",
        "Else: Failed to resolve filesystem Id one of fileSystemId, fileSystemIdConfigRef, or fileSystemIdSecretRef must be specified.",
      ],
      ["parameters.directoryPerms", "The driver's documentation demands it."],
    ]);
  });

  it("explains a mount option of which something is to be known", () => {
    const options = listMountOptions(smb, findManifest(smb, "StorageClass"));
    const { object, comments } = toManifest({ mountOptions: options });
    expect(object.mountOptions).to.include.members(["noperm", "noserverino"]);
    expect(comments.map(({ path, text }) => [path, text])).to.deep.equal([
      [["mountOptions", 5], "The mount option noserverino is required to prevent data corruption."],
    ]);
  });
});
