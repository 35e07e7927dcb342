import { expect } from "chai";
import fc from "fast-check";
import { type BackendVolume, placeIn } from "../../../src/knowledge/backend.ts";
import { identifyBackend } from "../../../src/knowledge/identify-backend.ts";
import { type BackendRelation, compareBackends } from "./compare-backends.ts";

type Attributes = Record<string, string>;

let handles = 0;

/** For drivers whose handles are arbitrary: no two are equal. */
function anyHandle(): string {
  handles += 1;
  return `handle-${handles}`;
}

function csi(
  driver: string,
  handle: string,
  attributes: Attributes = {},
  mountOptions: string[] = [],
): BackendVolume {
  const source = { plugin: "csi", driver, handle, readOnly: false, attributes };
  return { source, mountOptions, node: null };
}

function inTree(plugin: string, attributes: Attributes, node: string | null = null): BackendVolume {
  const source = { plugin, driver: null, handle: null, readOnly: false, attributes };
  return { source, mountOptions: [], node };
}

/** What the first volume is to the second one; null: one of them does not say where it is. */
function relate(one: BackendVolume, other: BackendVolume): BackendRelation | null {
  const place = identifyBackend(one);
  const otherPlace = identifyBackend(other);
  return place && otherPlace && compareBackends(place, otherPlace);
}

describe("two volumes on one backend", () => {
  it("are the same by an equal handle, whatever the driver", () => {
    const one = csi("csi.example.com", "vol-1");
    expect(relate(one, csi("csi.example.com", "vol-1"))).to.equal("same");
    expect(relate(one, csi("csi.example.com", "vol-2"))).to.equal("different");
    expect(relate(one, csi("other.example.com", "vol-1"))).to.equal("different");
  });

  it("are not told of a volume without handle", () => {
    expect(identifyBackend(csi("csi.example.com", ""))).to.equal(null);
    expect(identifyBackend(inTree("scaleIO", { gateway: "x" }))).to.equal(null);
  });

  describe("NFS", () => {
    const share = (server: string, path: string, subDir = ""): BackendVolume =>
      csi("nfs.csi.k8s.io", anyHandle(), { server, share: path, subDir });

    it("are known by server and path, the handle being arbitrary", () => {
      expect(relate(share("10.0.0.5", "/srv"), share("10.0.0.5", "/srv"))).to.equal("same");
      expect(relate(share("10.0.0.5", "/srv"), share("10.0.0.6", "/srv"))).to.equal("different");
    });

    it("contain one another by nested paths, never by a path's beginning", () => {
      expect(relate(share("nfs", "/srv/a"), share("nfs", "/srv"))).to.equal("inside");
      expect(relate(share("nfs", "/"), share("nfs", "/srv"))).to.equal("contains");
      expect(relate(share("nfs", "/srv/data-old"), share("nfs", "/srv/data"))).to.equal(
        "different",
      );
    });

    it("are compared by normalised paths and case-blind servers", () => {
      expect(
        relate(share("NFS.example", "/srv//a/"), share("nfs.example", "/srv/./b/../a")),
      ).to.equal("same");
      expect(relate(share("[fd00::1]", "/a"), share("fd00::1", "/a"))).to.equal("same");
    });

    it("count the subdirectory as part of the path", () => {
      expect(relate(share("nfs", "/srv", "team"), share("nfs", "/srv/team"))).to.equal("same");
    });

    it("are not told where the subdirectory holds a variable", () => {
      const name = "$".concat("{pvc.metadata.name}");
      expect(identifyBackend(share("nfs", "/srv", name))).to.equal(null);
    });

    it("are one, whatever leads to them: the driver, Kubernetes itself, Filestore", () => {
      const plain = inTree("nfs", { server: "10.0.0.5", path: "/vol1" });
      expect(relate(plain, share("10.0.0.5", "/vol1/"))).to.equal("same");
      const filestore = csi("filestore.csi.storage.gke.io", "modeInstance/zone/instance/vol1", {
        ip: "10.0.0.5",
        volume: "vol1",
      });
      expect(relate(filestore, plain)).to.equal("same");
    });
  });

  describe("EFS", () => {
    const efs = (handle: string): BackendVolume => csi("efs.csi.aws.com", handle);

    it("are the folders of one file system", () => {
      expect(relate(efs("fs-1"), efs("fs-1:/"))).to.equal("same");
      expect(relate(efs("fs-1:/a/b"), efs("fs-1:/a"))).to.equal("inside");
      expect(relate(efs("fs-1"), efs("fs-2"))).to.equal("different");
    });

    it("are different by their access points, which only the whole file system contains", () => {
      expect(relate(efs("fs-1::fsap-1"), efs("fs-1::fsap-2"))).to.equal("different");
      expect(relate(efs("fs-1::fsap-1"), efs("fs-1::fsap-1"))).to.equal("same");
      expect(relate(efs("fs-1:/a:fsap-1"), efs("fs-1::fsap-1"))).to.equal("inside");
      expect(relate(efs("fs-1::fsap-1"), efs("fs-1"))).to.equal("inside");
      expect(relate(efs("fs-1::fsap-1"), efs("fs-1:/a"))).to.equal("different");
    });

    it("may name the kind of file system in front", () => {
      expect(relate(efs("efs:fs-1"), efs("fs-1"))).to.equal("same");
      expect(relate(efs("s3files:fs-1"), efs("fs-1"))).to.equal("different");
      expect(relate(efs("s3files:fs-1:/a"), efs("s3files:fs-1"))).to.equal("inside");
    });
  });

  it("are an SMB share by source, in which case means nothing", () => {
    const smb = (source: string, subDir = ""): BackendVolume =>
      csi("smb.csi.k8s.io", source + subDir, { source, subDir });
    expect(relate(smb("//Server/Share"), smb("//server/share/"))).to.equal("same");
    expect(relate(smb("//server/share", "Team"), smb("//server/share"))).to.equal("inside");
    expect(relate(smb("//server/share"), smb("//server/other"))).to.equal("different");
  });

  it("are an Azure file share by account and name, from attributes or from the handle", () => {
    const dynamic = csi("file.csi.azure.com", "group#account#share##uuid#shop");
    const fixed = csi("file.csi.azure.com", "anything", {
      storageaccount: "account",
      sharename: "share",
    });
    const folder = csi("file.csi.azure.com", "other", {
      storageAccount: "account",
      shareName: "share",
      folderName: "team",
    });
    const old = inTree("azureFile", {
      secretName: "azure-storage-account-account-secret",
      shareName: "share",
    });
    expect(relate(dynamic, fixed)).to.equal("same");
    expect(relate(folder, dynamic)).to.equal("inside");
    expect(relate(old, fixed)).to.equal("same");
    expect(identifyBackend(inTree("azureFile", { secretName: "s", shareName: "x" }))).to.equal(
      null,
    );
  });

  it("are an Azure container by account and name", () => {
    const attributes = { storageAccount: "account", containerName: "media" };
    const fixed = csi("blob.csi.azure.com", "x", attributes);
    expect(relate(csi("blob.csi.azure.com", "group#account#media#uuid"), fixed)).to.equal("same");
    expect(relate(csi("blob.csi.azure.com", "group#account#logs#uuid"), fixed)).to.equal(
      "different",
    );
  });

  it("are an Azure disk by an id that knows no case", () => {
    const id = "/subscriptions/s/resourceGroups/G/providers/Microsoft.Compute/disks/d";
    const old = inTree("azureDisk", { diskURI: id, diskName: "d" });
    expect(relate(csi("disk.csi.azure.com", id.toLowerCase()), old)).to.equal("same");
  });

  it("are a bucket, or a prefix of it", () => {
    const s3 = (bucketName: string, ...options: string[]): BackendVolume =>
      csi("s3.csi.aws.com", anyHandle(), { bucketName }, options);
    expect(relate(s3("media"), s3("media", "region eu-1"))).to.equal("same");
    expect(relate(s3("media", "allow-delete", "prefix shop/"), s3("media"))).to.equal("inside");
    expect(relate(s3("media", "--prefix=shop/"), s3("media", "prefix shop/"))).to.equal("same");
    expect(relate(s3("media"), s3("logs"))).to.equal("different");
  });

  it("are a bucket of Google by a handle whose end only makes it unique", () => {
    const gcs = (handle: string, ...options: string[]): BackendVolume =>
      csi("gcsfuse.csi.storage.gke.io", handle, {}, options);
    expect(relate(gcs("media"), gcs("media:second"))).to.equal("same");
    expect(relate(gcs("media", "implicit-dirs,only-dir=shop"), gcs("media"))).to.equal("inside");
    expect(relate(gcs("media", "only-dir:shop/"), gcs("media", "only-dir=shop"))).to.equal("same");
  });

  it("are a CephFS folder by cluster, file system and path", () => {
    const cephfs = (attributes: Attributes): BackendVolume =>
      csi("rook-ceph.cephfs.csi.ceph.com", anyHandle(), {
        clusterID: "ceph",
        fsName: "myfs",
        ...attributes,
      });
    const subvolume = cephfs({ subvolumePath: "/volumes/csi/vol-1/uuid" });
    expect(relate(subvolume, cephfs({ rootPath: "/volumes/csi" }))).to.equal("inside");
    expect(relate(subvolume, cephfs({ rootPath: "/volumes/csi/vol-1/uuid" }))).to.equal("same");
    const elsewhere = cephfs({ rootPath: "/volumes/csi", fsName: "other" });
    expect(relate(subvolume, elsewhere)).to.equal("different");
  });

  it("are an RBD image by cluster, pool and name", () => {
    const dynamic = csi("rbd.csi.ceph.com", "0001-0009-rook", {
      clusterID: "ceph",
      pool: "replicated",
      imageName: "csi-vol-1",
    });
    const fixed = csi("rbd.csi.ceph.com", "csi-vol-1", {
      clusterID: "ceph",
      pool: "replicated",
      staticVolume: "true",
    });
    expect(relate(dynamic, fixed)).to.equal("same");
  });

  it("are a BeeGFS directory by the handle's own path", () => {
    const beegfs = (handle: string): BackendVolume => csi("beegfs.csi.netapp.com", handle);
    expect(relate(beegfs("beegfs://mgmt/a/b"), beegfs("beegfs://MGMT/a"))).to.equal("inside");
  });

  it("are one Amazon disk in both notations", () => {
    const modern = csi("ebs.csi.aws.com", "vol-1");
    const zonal = inTree("awsElasticBlockStore", { volumeID: "aws://eu-1a/vol-1" });
    const plain = inTree("awsElasticBlockStore", { volumeID: "vol-1" });
    expect(relate(zonal, modern)).to.equal("same");
    expect(relate(plain, modern)).to.equal("same");
  });

  it("are no shared disk where every node has its own of that name", () => {
    expect(identifyBackend(csi("ebs.csi.aws.com", "local-ebs://dev/xvdb"))).to.equal(null);
  });

  it("are a path of one node, and nothing while the node is not known", () => {
    const local = inTree("local", { path: "/mnt/disk" }, "node-a");
    expect(relate(inTree("hostPath", { path: "/mnt/disk/a" }, "node-a"), local)).to.equal("inside");
    expect(relate(inTree("hostPath", { path: "/mnt/disk" }, "node-b"), local)).to.equal(
      "different",
    );
    expect(identifyBackend(inTree("local", { path: "/mnt/disk" }))).to.equal(null);
  });

  it("are an iSCSI unit by target and number, whatever the portal", () => {
    const unit = (targetPortal: string, lun: string): BackendVolume =>
      inTree("iscsi", { targetPortal, iqn: "iqn.2001-04.com.example:disk", lun });
    expect(relate(unit("10.0.0.1:3260", "1"), unit("10.0.0.2:3260", "1"))).to.equal("same");
    expect(relate(unit("10.0.0.1:3260", "1"), unit("10.0.0.1:3260", "2"))).to.equal("different");
  });

  it("are a Fibre Channel unit by its identifiers", () => {
    const unit = (attributes: Attributes): BackendVolume => inTree("fc", attributes);
    expect(relate(unit({ wwids: "3600" }), unit({ wwids: "3600" }))).to.equal("same");
    const one = unit({ targetWWNs: "5006,5007", lun: "1" });
    expect(relate(one, unit({ targetWWNs: "5006,5007", lun: "2" }))).to.equal("different");
    expect(identifyBackend(unit({ lun: "1" }))).to.equal(null);
  });

  it("are each known by a key that does not depend on how a path is written", () => {
    const segment = fc.constantFrom("a", "b", "data");
    const noise = fc.constantFrom("/", "//", "/./", "/x/../");
    fc.assert(
      fc.property(fc.array(fc.tuple(noise, segment)), noise, (parts, end) => {
        const written = parts.map(([before, name]) => before + name).join("") + end;
        const plain = parts.map(([, name]) => `/${name}`).join("") || "/";
        expect(placeIn("r", written)?.path).to.equal(plain);
      }),
    );
  });

  it("relate both ways alike", () => {
    const path = fc
      .array(fc.constantFrom("a", "b"), { maxLength: 3 })
      .map((names) => placeIn("r", ...names) ?? { realm: "r", path: "/" });
    const opposite = {
      same: "same",
      different: "different",
      inside: "contains",
      contains: "inside",
    };
    fc.assert(
      fc.property(path, path, (one, other) => {
        expect(compareBackends(other, one)).to.equal(opposite[compareBackends(one, other)]);
      }),
    );
  });
});
