import { expect } from "chai";
import { DecodeError } from "../../../../src/sources/decode/fields.ts";
import {
  decodeInstalledDriver,
  decodeStorageClass,
} from "../../../../src/sources/decode/storage-class.ts";

describe("a StorageClass", () => {
  it("is the default one where its annotation says `true`", () => {
    const annotated = (value: string) =>
      decodeStorageClass({
        metadata: {
          name: "gp3",
          creationTimestamp: "2026-01-01T08:00:00Z",
          annotations: { "storageclass.kubernetes.io/is-default-class": value },
        },
        provisioner: "ebs.csi.aws.com",
        parameters: { type: "gp3" },
        volumeBindingMode: "WaitForFirstConsumer",
        reclaimPolicy: "Retain",
        allowVolumeExpansion: true,
        mountOptions: ["tls", "nconnect=8"],
      });
    expect(annotated("true")).to.deep.equal({
      name: "gp3",
      provisioner: "ebs.csi.aws.com",
      parameters: { type: "gp3" },
      bindingMode: "WaitForFirstConsumer",
      isDefault: true,
      reclaimPolicy: "Retain",
      allowsExpansion: true,
      mountOptions: ["tls", "nconnect=8"],
      createdAt: "2026-01-01T08:00:00Z",
    });
    expect(annotated("false").isDefault).to.equal(false);
  });

  it("binds at once, deletes and does not grow unless it says otherwise", () => {
    expect(decodeStorageClass({ metadata: { name: "x" }, provisioner: "p" })).to.deep.include({
      bindingMode: "Immediate",
      isDefault: false,
      reclaimPolicy: "Delete",
      allowsExpansion: false,
      mountOptions: [],
    });
  });
});

describe("a CSIDriver", () => {
  const decode = (spec: unknown) => decodeInstalledDriver({ metadata: { name: "d" }, spec });

  it("attaches unless it says that it does not", () => {
    expect(decode({}).attachRequired).to.equal(true);
    expect(decode(null).attachRequired).to.equal(true);
    expect(decode({ attachRequired: null }).attachRequired).to.equal(true);
    expect(decode({ attachRequired: true }).attachRequired).to.equal(true);
    expect(decode({ attachRequired: false }).attachRequired).to.equal(false);
  });

  it("looks at the file system before it changes owners, unless it says otherwise", () => {
    expect(decode({}).fsGroupPolicy).to.equal("ReadWriteOnceWithFSType");
    expect(decode({ fsGroupPolicy: null }).fsGroupPolicy).to.equal("ReadWriteOnceWithFSType");
    expect(decode({ fsGroupPolicy: "File" }).fsGroupPolicy).to.equal("File");
  });

  it("of wrong shape is an error that names the field", () => {
    expect(() => decode({ attachRequired: "false" })).to.throw(
      DecodeError,
      "attachRequired: expected true or false",
    );
  });
});
