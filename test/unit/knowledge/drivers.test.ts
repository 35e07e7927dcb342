import { expect } from "chai";
import {
  DRIVERS,
  findDriver,
  isAttachable,
  matchesPattern,
} from "../../../src/knowledge/drivers.ts";

function nameOf(name: string): string | null {
  return findDriver(name)?.names[0] ?? null;
}

describe("finding a driver", () => {
  it("knows every name once", () => {
    const names = DRIVERS.flatMap((driver) => driver.names);
    expect(names).to.deep.equal([...new Set(names)]);
  });

  it("takes a name as it is", () => {
    expect(nameOf("ebs.csi.aws.com")).to.equal("ebs.csi.aws.com");
    expect(nameOf("topolvm.cybozu.com")).to.equal("topolvm.io");
    expect(nameOf("nfs.manila.csi.openstack.org")).to.equal("manila.csi.openstack.org");
  });

  it("recognises a name that an operator or a chart put together", () => {
    expect(nameOf("rook-ceph.cephfs.csi.ceph.com")).to.equal("cephfs.csi.ceph.com");
    expect(nameOf("rook-ceph.rbd.csi.ceph.com")).to.equal("rbd.csi.ceph.com");
    expect(nameOf("storage.nfs.csi.ceph.com")).to.equal("nfs.csi.ceph.com");
    const subdir = "k8s-sigs.io/nfs-subdir-external-provisioner";
    expect(nameOf("cluster.local/team-nfs-subdir-external-provisioner")).to.equal(subdir);
  });

  it("takes no name for another that it only resembles", () => {
    expect(nameOf("my-ebs.csi.aws.com")).to.equal(null);
    expect(nameOf("ebs.csi.aws.com.example.com")).to.equal(null);
    expect(nameOf("xrbd.csi.ceph.com")).to.equal(null);
    expect(nameOf("constructor")).to.equal(null);
    expect(nameOf("")).to.equal(null);
  });

  it("follows a plugin of Kubernetes to the driver it was moved to", () => {
    expect(nameOf("kubernetes.io/aws-ebs")).to.equal("ebs.csi.aws.com");
    expect(nameOf("awsElasticBlockStore")).to.equal("ebs.csi.aws.com");
    expect(nameOf("portworxVolume")).to.equal("pxd.portworx.com");
    expect(nameOf("local")).to.equal("kubernetes.io/no-provisioner");
  });

  it("finds nobody behind a plugin that was removed without a successor", () => {
    for (const name of ["rbd", "kubernetes.io/cephfs", "glusterfs"]) {
      expect(nameOf(name), name).to.equal(null);
    }
  });

  it("has no two patterns for one name, and none for another driver's exact name", () => {
    const patterns = DRIVERS.flatMap((driver) => driver.patterns ?? []);
    const names = [
      ...DRIVERS.flatMap((driver) => driver.names),
      ...patterns.map((pattern) => pattern.replace("*", "x-")),
    ];
    for (const name of names) {
      const matching = patterns.filter((pattern) => matchesPattern(pattern, name));
      expect(matching.length, name).to.be.at.most(1);
      if (matching.length === 1) expect(findDriver(name)?.patterns, name).to.include(matching[0]);
    }
    for (const pattern of patterns) expect(pattern.split("*"), pattern).to.have.length(2);
  });
});

describe("whether volumes are attached", () => {
  it("is what the installed driver says, against the table", () => {
    expect(isAttachable("gcsfuse.csi.storage.gke.io", true)).to.equal(true);
    expect(isAttachable("hostpath.csi.k8s.io", false)).to.equal(false);
  });

  it("is what the table says where the object was not read", () => {
    expect(isAttachable("ebs.csi.aws.com", null)).to.equal(true);
    expect(isAttachable("efs.csi.aws.com", null)).to.equal(false);
    expect(isAttachable("nfs", null)).to.equal(false);
    expect(isAttachable("iscsi", null)).to.equal(true);
  });

  it("is not known where neither says it", () => {
    expect(isAttachable("linstor.csi.linbit.com", null)).to.equal(null);
    expect(isAttachable("csi.example.com", null)).to.equal(null);
  });
});
