import { expect } from "chai";
import { nameAttachment } from "../../../../src/sources/cluster/attachment-name.ts";

describe("the name of a VolumeAttachment", () => {
  it("is computed as the attach-detach controller does", () => {
    // Copied from a real controller's VolumeAttachment.
    expect(nameAttachment("vol-0438a5c3d22d4eb14", "ebs.csi.aws.com", "node-c")).to.equal(
      "csi-388b5d785f115915a8e85c3a06bc2fdf5c2d3c6f30c0d1e8783e0f97a4897142",
    );
  });

  it("is another one for each node, driver and volume", () => {
    const names = [
      nameAttachment("vol-1", "ebs.csi.aws.com", "node-a"),
      nameAttachment("vol-1", "ebs.csi.aws.com", "node-b"),
      nameAttachment("vol-1", "pd.csi.storage.gke.io", "node-a"),
      nameAttachment("vol-2", "ebs.csi.aws.com", "node-a"),
    ];
    expect(new Set(names).size).to.equal(names.length);
  });
});
