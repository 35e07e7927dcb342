import { expect } from "chai";
import { findDriver } from "../../../src/knowledge/drivers.ts";
import { findInTreePlugin, IN_TREE_PLUGINS } from "../../../src/knowledge/in-tree-plugins.ts";

describe("plugins inside Kubernetes", () => {
  it("are found by the field of a volume and by the name in a class", () => {
    expect(findInTreePlugin("gcePersistentDisk")).to.equal(
      findInTreePlugin("kubernetes.io/gce-pd"),
    );
    expect(findInTreePlugin("gcePersistentDisk")?.handledBy).to.equal("pd.csi.storage.gke.io");
    expect(findInTreePlugin("csi")).to.equal(null);
  });

  it("are handled by a driver that is known, or by nobody", () => {
    for (const { field, handledBy } of IN_TREE_PLUGINS) {
      if (handledBy !== null) expect(findDriver(handledBy)?.names, field).to.include(handledBy);
    }
  });

  it("say since which release", () => {
    const releases = IN_TREE_PLUGINS.map(({ field, migrated, removed }) => [
      field,
      migrated.value,
      removed.value,
    ]);
    expect(releases).to.deep.equal([
      ["awsElasticBlockStore", "1.25", "1.27"],
      ["azureDisk", "1.24", "1.27"],
      ["azureFile", "1.26", "1.30"],
      ["gcePersistentDisk", "1.25", "1.28"],
      ["cinder", "1.24", "1.26"],
      ["vsphereVolume", "1.26", null],
      ["portworxVolume", "1.33", null],
      ["rbd", null, "1.31"],
      ["cephfs", null, "1.31"],
      ["glusterfs", null, "1.26"],
      ["nfs", null, null],
      ["hostPath", null, null],
      ["local", null, null],
      ["iscsi", null, null],
      ["fc", null, null],
    ]);
  });
});
