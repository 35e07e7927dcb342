import { expect } from "chai";
import { decodeAttachment } from "../../../../src/sources/decode/attachment.ts";

describe("a VolumeAttachment", () => {
  const metadata = {
    name: "csi-1",
    creationTimestamp: "2026-11-22T22:00:00Z",
    deletionTimestamp: "2026-11-22T23:00:00Z",
  };

  it("says what is attached where, by whom, and what went wrong", () => {
    const attachment = decodeAttachment({
      metadata,
      spec: {
        attacher: "ebs.csi.aws.com",
        nodeName: "node-a",
        source: { persistentVolumeName: "pv-1" },
      },
      status: {
        attached: true,
        attachError: { message: "attach", time: "2026-11-22T23:00:00Z" },
        detachError: { message: "detach" },
      },
    });
    expect(attachment).to.deep.equal({
      name: "csi-1",
      attacher: "ebs.csi.aws.com",
      node: "node-a",
      volumeName: "pv-1",
      attached: true,
      attachError: "attach",
      detachError: "detach",
      terminating: true,
      deletedAt: "2026-11-22T23:00:00Z",
    });
  });

  it("that nobody has answered yet is not attached, and has no error", () => {
    expect(decodeAttachment({ metadata: { name: "csi-1" } })).to.include({
      attached: false,
      attachError: null,
      detachError: null,
      terminating: false,
    });
  });

  it("of a pod's inline volume names no PersistentVolume", () => {
    const spec = { source: { inlineVolumeSpec: {} } };
    expect(decodeAttachment({ metadata: { name: "x" }, spec }).volumeName).to.equal(null);
  });
});
