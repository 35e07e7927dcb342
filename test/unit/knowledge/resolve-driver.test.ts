import { expect } from "chai";
import type { Circumstances } from "../../../src/knowledge/condition.ts";
import {
  describeReadOnlyManyMount,
  judge,
  modesOf,
  resolveDriver,
} from "../../../src/knowledge/resolve-driver.ts";

function variantOf(name: string, given: Circumstances): string | null {
  return resolveDriver(name, given)?.variant?.name ?? null;
}

describe("resolving a driver", () => {
  it("does not know every driver", () => {
    expect(resolveDriver("csi.example.com", {})).to.equal(null);
  });

  it("needs no circumstances where a driver has one kind of volume", () => {
    expect(resolveDriver("ebs.csi.aws.com", {})?.variant?.medium).to.equal("block");
  });

  it("tells disks of Google apart by their type", () => {
    const name = "pd.csi.storage.gke.io";
    expect(variantOf(name, { parameters: { type: "hyperdisk-ml" } })).to.equal("hyperdisk-ml");
    expect(variantOf(name, { parameters: { type: "pd-balanced" } })).to.equal("Persistent Disk");
    expect(variantOf(name, { parameters: {} })).to.equal("Persistent Disk");
    expect(variantOf(name, {})).to.equal(null);
  });

  it("tells Vultr's disks and file systems apart by storage_type only", () => {
    const name = "block.csi.vultr.com";
    expect(variantOf(name, { parameters: { storage_type: "vfs" } })).to.equal("vfs");
    expect(variantOf(name, { parameters: { storage_type: "block" } })).to.equal("block");
    expect(variantOf(name, { parameters: {} })).to.equal(null);
  });

  it("tells vSphere's disks and file shares apart by the access mode", () => {
    const name = "csi.vsphere.vmware.com";
    expect(variantOf(name, { accessModes: ["ReadWriteOnce"] })).to.equal("disk");
    expect(variantOf(name, { accessModes: ["ReadWriteMany"] })).to.equal("vSAN File Services");
    expect(variantOf(name, {})).to.equal(null);
  });

  it("leaves Trident open where no backend type decides and any backend will do", () => {
    const name = "csi.trident.netapp.io";
    const rwx = { accessModes: ["ReadWriteMany"], parameters: {} };
    expect(variantOf(name, { ...rwx, volumeMode: "Filesystem" })).to.equal("ontap-nas");
    expect(variantOf(name, { ...rwx, volumeMode: "Block" })).to.equal("ontap-san");
    const rwo = { accessModes: ["ReadWriteOnce"], volumeMode: "Filesystem" };
    expect(variantOf(name, { ...rwo, parameters: {} })).to.equal(null);
    expect(variantOf(name, { ...rwo, parameters: { backendType: "ontap-san" } })).to.equal(
      "ontap-san",
    );
  });

  it("knows that LVM LocalPV lets one pod only use a file system, unless the class says shared", () => {
    const name = "local.csi.openebs.io";
    const alone = resolveDriver(name, { parameters: {} })?.variant;
    const shared = resolveDriver(name, { parameters: { shared: "yes" } })?.variant;
    expect(alone?.onePodOnly).not.to.equal(undefined);
    expect(shared?.onePodOnly).to.equal(undefined);
  });
});

describe("judging an access mode", () => {
  function judgeRwx(name: string, volumeMode: string, given: Circumstances) {
    const variant = resolveDriver(name, given)?.variant;
    if (!variant) throw new Error(`${name} is not decided`);
    return judge(modesOf(variant, volumeMode).value.ReadWriteMany, given);
  }

  it("allows ReadWriteMany on EBS for raw io2 devices only", () => {
    const ebs = "ebs.csi.aws.com";
    expect(judgeRwx(ebs, "Block", { parameters: { type: "io2" } }).answer).to.equal("yes");
    expect(judgeRwx(ebs, "Block", { parameters: { type: "gp3" } })).to.deep.include({
      answer: "no",
    });
    expect(judgeRwx(ebs, "Filesystem", { parameters: { type: "io2" } }).answer).to.equal("no");
  });

  it("says what a refusal fails on, and what is still open", () => {
    const refused = judgeRwx("ebs.csi.aws.com", "Block", { parameters: {} });
    const open = judgeRwx("ebs.csi.aws.com", "Block", {});
    expect(refused.conditions).to.have.length(1);
    expect(open.answer).to.equal("conditional");
    expect(open.conditions).to.deep.equal(refused.conditions);
  });

  it("leaves open what no parameter decides", () => {
    const given = { parameters: {} };
    expect(judgeRwx("linstor.csi.linbit.com", "Filesystem", given).answer).to.equal("conditional");
  });

  it("never turns what is not documented into an answer", () => {
    const given = { parameters: { type: "hyperdisk-ml" } };
    expect(judgeRwx("pd.csi.storage.gke.io", "Block", given).answer).to.equal("unknown");
  });
});

describe("mounting a ReadOnlyMany volume", () => {
  function describeMount(name: string, volumeMode = "Filesystem", given: Circumstances = {}) {
    return describeReadOnlyManyMount(resolveDriver(name, given)?.variant ?? null, volumeMode)
      .answer;
  }

  it("is read-only where the driver makes it so", () => {
    for (const name of [
      "file.csi.azure.com",
      "smb.csi.k8s.io",
      "cephfs.csi.ceph.com",
      "rook-ceph.rbd.csi.ceph.com",
      "s3.csi.aws.com",
      "csi.juicefs.com",
      "linstor.csi.linbit.com",
    ]) {
      expect(describeMount(name), name).to.equal("forced");
    }
    for (const protocol of ["nfs", "fuse2"]) {
      const given = { parameters: { protocol } };
      expect(describeMount("blob.csi.azure.com", "Filesystem", given)).to.equal("forced");
    }
    const disk = { parameters: { type: "pd-ssd" } };
    expect(describeMount("pd.csi.storage.gke.io", "Filesystem", disk)).to.equal("forced");
  });

  it("can be written where nobody makes it read-only", () => {
    for (const name of ["nfs.csi.k8s.io", "filestore.csi.storage.gke.io", "nfs", "hostPath"]) {
      expect(describeMount(name), name).to.equal("not-forced");
    }
  });

  it("does not happen where the driver takes no such volume", () => {
    for (const name of ["ebs.csi.aws.com", "efs.csi.aws.com", "fsx.csi.aws.com", "topolvm.io"]) {
      expect(describeMount(name), name).to.equal("rejected");
    }
    expect(describeMount("disk.csi.azure.com")).to.equal("rejected");
  });

  it("is unknown where nobody documents it", () => {
    expect(describeMount("csi.weka.io")).to.equal("unknown");
    expect(describeMount("csi.example.com")).to.equal("unknown");
    expect(describeMount("disk.csi.azure.com", "Block")).to.equal("unknown");
  });

  it("is unknown on Longhorn, which refuses to create such a volume but mounts a static one", () => {
    expect(describeMount("driver.longhorn.io")).to.equal("unknown");
  });

  it("is unknown while the kind of volume is not decided", () => {
    expect(describeMount("pd.csi.storage.gke.io")).to.equal("unknown");
  });
});
