import { expect } from "chai";
import type { AccessMode } from "../../../../src/core/model/access-mode.ts";
import { filesystemOnSeveralNodes } from "../../../../src/core/rules/filesystem-on-several-nodes.ts";
import { aClaim, anInventory, aPod, aVolume, claimSource } from "../objects.ts";
import { checkOne, checkRule } from "./check-rule.ts";

const many: AccessMode[] = ["ReadWriteMany"];

/** A claim of the driver that pods of these nodes write. */
const cluster = (
  driver: string,
  nodes: readonly string[],
  { readOnly = false, volumeMode = "Filesystem", plugin = "csi" } = {},
) =>
  anInventory({
    claims: [aClaim("data", { requestedModes: many, grantedModes: many, volumeMode })],
    volumes: [
      aVolume("data", {
        grantedModes: many,
        volumeMode,
        source: { plugin, driver, handle: "vol-data", readOnly: false, attributes: {} },
      }),
    ],
    pods: nodes.map((node, index) =>
      aPod(`web-${index}`, { data: claimSource("data", readOnly) }, { node }),
    ),
  });

const CINDER = "cinder.csi.openstack.org";
const EBS = "ebs.csi.aws.com";

describe("a ReadWriteMany claim on a disk", () => {
  it("is corrupted where pods of two nodes write its file system", () => {
    for (const driver of [CINDER, EBS, "rbd.csi.ceph.com"]) {
      const draft = checkOne(filesystemOnSeveralNodes, cluster(driver, ["node-a", "node-b"]));
      expect(draft.severity, driver).to.equal("error");
      expect(draft.message).to.include("pod web-0 on node-a and pod web-1 on node-b");
    }
  });

  it("may be, where the driver takes the mode and one node has it now", () => {
    expect(checkOne(filesystemOnSeveralNodes, cluster(CINDER, ["node-a"])).severity).to.equal(
      "warning",
    );
    const readers = cluster(CINDER, ["node-a", "node-b"], { readOnly: true });
    expect(checkOne(filesystemOnSeveralNodes, readers).severity).to.equal("warning");
  });

  it("is refused by a driver that does not take the mode, which others tell", () => {
    expect(checkRule(filesystemOnSeveralNodes, cluster(EBS, ["node-a"]))).to.deep.equal([]);
  });

  it("is no disk with a file system where it is raw, served as files, or not known", () => {
    const nodes = ["node-a", "node-b"];
    const silent = [
      cluster(CINDER, nodes, { volumeMode: "Block" }),
      cluster("driver.longhorn.io", nodes),
      cluster("linstor.csi.linbit.com", nodes),
      cluster("efs.csi.aws.com", nodes),
      cluster("csi.vsphere.vmware.com", nodes),
      cluster("csi.example.com", nodes),
    ];
    for (const inventory of silent) {
      expect(checkRule(filesystemOnSeveralNodes, inventory)).to.deep.equal([]);
    }
  });

  it("of the Persistent Disk plugin is attached as if it were ReadWriteOnce", () => {
    const inventory = cluster(EBS, ["node-a", "node-b"], { plugin: "gcePersistentDisk" });
    expect(checkRule(filesystemOnSeveralNodes, inventory)).to.deep.equal([]);
  });
});
