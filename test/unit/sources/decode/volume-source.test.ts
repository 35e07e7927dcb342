import { expect } from "chai";
import { DecodeError } from "../../../../src/sources/decode/fields.ts";
import {
  decodeInTreeSource,
  decodeVolumeSource,
  IN_TREE_PLUGINS,
} from "../../../../src/sources/decode/volume-source.ts";

describe("a volume's source", () => {
  it("is one of the API's plugins by the field that is set", () => {
    for (const plugin of IN_TREE_PLUGINS) {
      expect(decodeVolumeSource({ capacity: {}, [plugin]: {} }), plugin).to.include({
        plugin,
        driver: null,
        handle: null,
      });
    }
  });

  it("of a plugin keeps what says which backend it is, numbers and lists too", () => {
    const iscsi = {
      targetPortal: "10.0.0.5:3260",
      iqn: "iqn.2001-04.com.example:storage",
      lun: 0,
      portals: ["a", "b"],
      readOnly: true,
    };
    expect(decodeInTreeSource("iscsi", iscsi)).to.deep.equal({
      plugin: "iscsi",
      driver: null,
      handle: null,
      readOnly: true,
      attributes: {
        targetPortal: "10.0.0.5:3260",
        iqn: "iqn.2001-04.com.example:storage",
        lun: "0",
        portals: "a,b",
      },
    });
  });

  it("of a plugin leaves out how it is mounted, which a protobuf answer leaves out too", () => {
    const disk = { pdName: "disk", fsType: "ext4", secretRef: { name: "x" }, partition: null };
    expect(decodeInTreeSource("gcePersistentDisk", disk).attributes).to.deep.equal({
      pdName: "disk",
    });
  });

  it("of wrong shape is an error that names the field", () => {
    expect(() => decodeInTreeSource("nfs", { server: {} })).to.throw(DecodeError, "server");
    expect(() => decodeInTreeSource("rbd", { monitors: [1] })).to.throw(DecodeError, "monitors");
    expect(() => decodeInTreeSource("nfs", { readOnly: "yes" })).to.throw(DecodeError, "readOnly");
  });
});
