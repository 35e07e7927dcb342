import { expect } from "chai";
import type { BackendValues } from "../../../../src/scaffold/backend.ts";
import { BACKENDS, findBackend } from "../../../../src/scaffold/backends.ts";
import { aManifest } from "./examples.ts";

interface CsiSpec {
  csi?: { volumeHandle: string; [field: string]: unknown };
}

/** @param unique whose volume it is where there are several */
function handleOf(name: string, unique: string): string | undefined {
  return specOf(name, unique).csi?.volumeHandle;
}

function specOf(name: string, unique = ""): CsiSpec {
  const backend = findBackend(name);
  return ((backend && aManifest(backend, "volume", { unique }))?.object.spec ?? {}) as CsiSpec;
}

describe("the volumes of the backends", () => {
  it("carry the handle that the driver takes apart, or one that no other volume has", () => {
    const volumes = BACKENDS.filter((backend) => aManifest(backend, "volume") !== null);
    const handles = volumes.map(({ name }) => [name, handleOf(name, ""), handleOf(name, "b")]);
    expect(handles).to.deep.equal([
      [
        "efs",
        "fs-0123456789abcdef0::fsap-0123456789abcdef0",
        "fs-0123456789abcdef0:/b/..:fsap-0123456789abcdef0",
      ],
      ["fsx", "fs-0123456789abcdef0", "fs-0123456789abcdef0#b"],
      ["azure-files-smb", "shopfiles_media", "shopfiles_media_b"],
      ["azure-files-nfs", "shopfiles_media", "shopfiles_media_b"],
      [
        "filestore",
        "modeInstance/us-central1-a/shop-files/vol1",
        "modeInstance/us-central1-a/shop-files/vol1",
      ],
      ["gcs-fuse", "shop-media", "shop-media:b"],
      ["nfs", "files.example.com#exports/shop#", "files.example.com#exports/shop##b"],
      ["nfs-in-tree", undefined, undefined],
      ["smb", "files.example.com##shop", "files.example.com##shop#b"],
      [
        "cephfs",
        "ba68226a-672f-4ba5-97bc-22840318b2ec_myfs_volumes-shop-media",
        "ba68226a-672f-4ba5-97bc-22840318b2ec_myfs_volumes-shop-media_b",
      ],
      ["cephfs-rook", "rook-ceph_myfs_volumes-shop-media", "rook-ceph_myfs_volumes-shop-media_b"],
      ["longhorn", "media", "media"],
      ["juicefs", "shared", "shared"],
      ["local", undefined, undefined],
    ]);
  });

  it("bring CephFS what a folder that is there needs", () => {
    expect(specOf("cephfs").csi).to.deep.include({
      volumeAttributes: {
        clusterID: "ba68226a-672f-4ba5-97bc-22840318b2ec",
        fsName: "myfs",
        staticVolume: "true",
        rootPath: "/volumes/shop/media",
      },
      nodeStageSecretRef: { name: "csi-cephfs-secret", namespace: "storage" },
    });
  });

  it("take a key of the account over SMB only", () => {
    expect(specOf("azure-files-smb").csi).to.have.property("nodeStageSecretRef");
    expect(specOf("azure-files-nfs").csi).not.to.have.property("nodeStageSecretRef");
    expect(specOf("azure-files-nfs").csi?.volumeAttributes).to.have.property("protocol", "nfs");
  });

  it("name the node that has a local folder", () => {
    expect(specOf("local")).to.deep.include({
      local: { path: "/mnt/disks/media" },
      nodeAffinity: {
        required: {
          nodeSelectorTerms: [
            {
              matchExpressions: [
                { key: "kubernetes.io/hostname", operator: "In", values: ["node-a"] },
              ],
            },
          ],
        },
      },
    });
  });
});

describe("the class of rook", () => {
  it("takes the Secrets that the operator made in the cluster's namespace", () => {
    const rook = findBackend("cephfs-rook");
    const parameters = (rook && aManifest(rook, "class"))?.object.parameters ?? {};
    const secrets = Object.entries(parameters).filter(([name]) => name.endsWith("-secret-name"));
    expect(Object.fromEntries(secrets)).to.deep.equal({
      "csi.storage.k8s.io/provisioner-secret-name": "rook-csi-cephfs-provisioner",
      "csi.storage.k8s.io/controller-expand-secret-name": "rook-csi-cephfs-provisioner",
      "csi.storage.k8s.io/controller-publish-secret-name": "rook-csi-cephfs-provisioner",
      "csi.storage.k8s.io/node-stage-secret-name": "rook-csi-cephfs-node",
    });
    const spaces = Object.entries(parameters).filter(([name]) => name.endsWith("-namespace"));
    expect(new Set(spaces.map(([, value]) => value))).to.deep.equal(new Set(["rook-ceph"]));
  });
});

describe("the values of the backends", () => {
  const refusal = (name: string, flag: string, value: string, values: BackendValues = {}) =>
    findBackend(name)
      ?.values.find((it) => it.flag === flag)
      ?.check?.(value, values) ?? null;

  it("are refused with what they must be", () => {
    expect(refusal("efs", "file-system-id", "fs-xyz")).to.equal(
      "must be fs- and 8 to 40 hexadecimal digits",
    );
    expect(refusal("fsx", "deployment-type", "SCRATCH")).to.equal(
      "must be one of SCRATCH_1, SCRATCH_2, PERSISTENT_1, PERSISTENT_2",
    );
    expect(refusal("nfs", "share", "exports")).to.equal("must be an absolute path, /…");
    expect(refusal("nfs", "share", "/a/../b")).to.match(/^must not contain/);
    expect(refusal("nfs", "server", "http://nfs")).to.equal("must be a host name or an IP address");
    expect(refusal("smb", "share", "//server/share")).to.match(/^must be the name of a share/);
    expect(refusal("juicefs", "secret-namespace", "a.b")).to.match(/^must be the name of a names/);
  });

  it("are let through as servers and clouds write them", () => {
    for (const server of ["10.0.0.5", "fd00::5", "[fd00::5]", "nfs.storage.svc.cluster.local"]) {
      expect(refusal("nfs", "server", server), server).to.equal(null);
    }
    for (const share of ["/", "/exports/a..b", "/srv/nfs-1/team_a"]) {
      expect(refusal("nfs", "share", share), share).to.equal(null);
    }
    expect(refusal("fsx", "security-group-ids", "sg-0a,sg-0b")).to.equal(null);
    expect(refusal("filestore", "location", "europe-west4")).to.equal(null);
  });
});
