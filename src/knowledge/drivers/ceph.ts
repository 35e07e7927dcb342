import {
  type Backend,
  type BackendVolume,
  placeByHandle,
  placeIn,
  readAttribute,
} from "../backend.ts";
import { repository } from "../citation.ts";
import type { Condition } from "../condition.ts";
import type { Driver } from "../driver.ts";
import { derived, fact, undocumented } from "../fact.ts";
import { modes, no, noModes, onlyIf, yes } from "../mode-support.ts";

const cephCsi = repository("ceph/ceph-csi");
const rook = repository("rook/rook");

const supportMatrix = cephCsi.file("README.md", "Support Matrix");
const deployCephFs = cephCsi.file("docs/deploy-cephfs.md");
const rookFileSystem = rook.file(
  "Documentation/Storage-Configuration/Shared-Filesystem-CephFS/filesystem-storage.md",
);
const rbdController = cephCsi.file("internal/rbd/controllerserver.go");
const rbdNode = cephCsi.file("internal/rbd/nodeserver.go");

const filled: Condition = {
  sentence: "the claim has a dataSource, a snapshot or another claim",
  test: "dataSource",
};

export const ceph: readonly Driver[] = [
  {
    names: ["cephfs.csi.ceph.com"],
    patterns: ["*.cephfs.csi.ceph.com"],
    product: "CephFS",
    cloud: "onprem",
    kind: "csi",
    attachRequired: fact(false, cephCsi.file("deploy/cephfs/kubernetes/csidriver.yaml")),
    fsGroupPolicy: fact("File", cephCsi.file("deploy/cephfs/kubernetes/csidriver.yaml")),
    required: [
      fact({ anyOf: ["clusterID"], answer: null }, deployCephFs),
      fact({ anyOf: ["fsName"], answer: null }, deployCephFs),
    ],
    variants: [
      {
        name: null,
        medium: "file",
        filesystem: fact(
          modes(yes, onlyIf(filled), yes, yes),
          cephCsi.file("internal/csi-common/utils.go"),
          supportMatrix,
        ),
        block: fact(noModes, cephCsi.file("internal/cephfs/controllerserver.go")),
        readOnlyMany: fact("forced", cephCsi.file("internal/cephfs/nodeserver.go")),
        topology: fact({ reach: "anywhere" }, deployCephFs),
        size: fact(
          {
            limit: "quota",
            remark: "max_bytes, kept by kernel clients since 4.17 and by FUSE.",
          },
          rookFileSystem,
        ),
        manifests: [
          fact(
            {
              purpose: "A subvolume of its own for each claim.",
              gives: ["ReadWriteMany"],
              objects: {
                StorageClass: {
                  parameters: {
                    clusterID: null,
                    fsName: null,
                    "csi.storage.k8s.io/provisioner-secret-name": null,
                    "csi.storage.k8s.io/provisioner-secret-namespace": null,
                    "csi.storage.k8s.io/controller-expand-secret-name": null,
                    "csi.storage.k8s.io/controller-expand-secret-namespace": null,
                    "csi.storage.k8s.io/node-stage-secret-name": null,
                    "csi.storage.k8s.io/node-stage-secret-namespace": null,
                  },
                },
              },
            },
            cephCsi.file("examples/cephfs/storageclass.yaml"),
            deployCephFs,
          ),
          fact(
            {
              purpose: "The same with rook, which also wants the pool and one more secret.",
              gives: ["ReadWriteMany"],
              objects: {
                StorageClass: {
                  parameters: {
                    clusterID: null,
                    fsName: null,
                    pool: null,
                    "csi.storage.k8s.io/provisioner-secret-name": null,
                    "csi.storage.k8s.io/provisioner-secret-namespace": null,
                    "csi.storage.k8s.io/controller-expand-secret-name": null,
                    "csi.storage.k8s.io/controller-expand-secret-namespace": null,
                    "csi.storage.k8s.io/controller-publish-secret-name": null,
                    "csi.storage.k8s.io/controller-publish-secret-namespace": null,
                    "csi.storage.k8s.io/node-stage-secret-name": null,
                    "csi.storage.k8s.io/node-stage-secret-namespace": null,
                  },
                },
              },
            },
            rook.file("deploy/examples/csi/cephfs/storageclass.yaml"),
          ),
          fact(
            {
              purpose: "A snapshot for readers on many nodes, without a copy (Alpha).",
              gives: ["ReadOnlyMany"],
              objects: {
                PersistentVolumeClaim: {
                  spec: { accessModes: ["ReadOnlyMany"], dataSource: null },
                },
              },
            },
            supportMatrix,
          ),
        ],
        notes: [
          fact(
            "ReadOnlyMany without a source: readOnly accessMode is supported only with content source.",
            cephCsi.file("internal/util/validate.go"),
            cephCsi.file("internal/cephfs/validator.go"),
          ),
          fact(
            "rook puts the operator's namespace before the driver's name.",
            rook.file("deploy/examples/csi/cephfs/storageclass.yaml"),
          ),
        ],
      },
    ],
    identify: identifySubvolume,
  },
  {
    names: ["rbd.csi.ceph.com"],
    patterns: ["*.rbd.csi.ceph.com"],
    product: "Ceph RBD",
    cloud: "onprem",
    kind: "csi",
    attachRequired: fact(true, cephCsi.file("deploy/rbd/kubernetes/csidriver.yaml")),
    fsGroupPolicy: fact("File", cephCsi.file("deploy/rbd/kubernetes/csidriver.yaml")),
    required: [
      fact({ anyOf: ["clusterID"], answer: null }, cephCsi.file("docs/deploy-rbd.md")),
      fact(
        { anyOf: ["pool", "topologyConstrainedPools"], answer: null },
        cephCsi.file("docs/deploy-rbd.md"),
      ),
    ],
    variants: [
      {
        name: null,
        medium: "block",
        filesystem: fact(modes(yes, onlyIf(filled), no, yes), rbdController, supportMatrix),
        block: fact(modes(yes, onlyIf(filled), yes, yes), rbdController, supportMatrix),
        readOnlyMany: fact("forced", rbdNode),
        topology: fact({ reach: "backend", remark: "Topology keys are optional." }, rbdController),
        size: derived({ limit: "device" }, rbdController),
        manifests: [
          fact(
            {
              purpose: "A raw device that pods on several nodes write.",
              gives: ["ReadWriteMany"],
              objects: {
                StorageClass: {
                  parameters: {
                    clusterID: null,
                    pool: null,
                    imageFeatures: "layering",
                    "csi.storage.k8s.io/provisioner-secret-name": null,
                    "csi.storage.k8s.io/provisioner-secret-namespace": null,
                    "csi.storage.k8s.io/controller-expand-secret-name": null,
                    "csi.storage.k8s.io/controller-expand-secret-namespace": null,
                    "csi.storage.k8s.io/node-stage-secret-name": null,
                    "csi.storage.k8s.io/node-stage-secret-namespace": null,
                    "csi.storage.k8s.io/fstype": null,
                  },
                },
                PersistentVolumeClaim: {
                  spec: { accessModes: ["ReadWriteMany"], volumeMode: "Block" },
                },
                Pod: { spec: { containers: [{ volumeDevices: null }] } },
              },
            },
            cephCsi.file("examples/rbd/storageclass.yaml"),
          ),
          fact(
            {
              purpose: "A snapshot or a copy, mapped read-only on many nodes (Alpha).",
              gives: ["ReadOnlyMany"],
              objects: {
                PersistentVolumeClaim: {
                  spec: { accessModes: ["ReadOnlyMany"], dataSource: null },
                },
              },
            },
            supportMatrix,
          ),
        ],
        notes: [
          fact(
            "ReadWriteMany with a file system, at creation: multi node access modes are only supported on rbd 'block' type volumes.",
            rbdController,
          ),
          fact(
            "ReadWriteMany with a file system, at mount: rbd: RWX access mode request is only valid for volumes with access type 'block'.",
            rbdNode,
          ),
        ],
      },
    ],
    identify: identifyImage,
  },
  {
    names: ["nfs.csi.ceph.com"],
    patterns: ["*.nfs.csi.ceph.com"],
    product: "CephFS over NFS (CephNFS)",
    cloud: "onprem",
    kind: "csi",
    attachRequired: fact(false, cephCsi.file("deploy/nfs/kubernetes/csidriver.yaml")),
    fsGroupPolicy: undocumented,
    variants: [
      {
        name: null,
        medium: "file",
        filesystem: fact(
          modes(yes, onlyIf(filled), yes, yes),
          cephCsi.file("internal/nfs/driver/driver.go"),
          cephCsi.file("internal/nfs/controller/controllerserver.go", "CreateVolume"),
          supportMatrix,
        ),
        block: fact(noModes, cephCsi.file("internal/nfs/driver/driver.go")),
        readOnlyMany: undocumented,
        topology: fact({ reach: "anywhere" }, cephCsi.file("README.md")),
        size: undocumented,
        manifests: [
          fact(
            {
              purpose: "A subvolume of its own for each claim, exported by a CephNFS server.",
              gives: ["ReadWriteMany"],
              objects: {
                StorageClass: {
                  parameters: {
                    nfsCluster: null,
                    server: null,
                    clusterID: null,
                    fsName: null,
                    pool: null,
                    "csi.storage.k8s.io/provisioner-secret-name": null,
                    "csi.storage.k8s.io/provisioner-secret-namespace": null,
                    "csi.storage.k8s.io/node-stage-secret-name": null,
                    "csi.storage.k8s.io/node-stage-secret-namespace": null,
                  },
                },
              },
            },
            rook.file("deploy/examples/csi/nfs/storageclass.yaml"),
          ),
        ],
        notes: [fact("ReadWriteMany and ReadOnlyMany are Alpha.", supportMatrix)],
      },
    ],
    identify: identifySubvolume,
  },
];

/**
 * A dynamic volume names its subvolume, a static one any folder. The file system has one name in
 * a cluster; where a static volume leaves it out, which one is meant is the cluster's default.
 *
 * @see https://github.com/ceph/ceph-csi/blob/HEAD/docs/static-pvc.md
 */
function identifySubvolume(volume: BackendVolume): Backend | null {
  const cluster = readAttribute(volume, "clusterID");
  const path = readAttribute(volume, "rootPath") ?? readAttribute(volume, "subvolumePath");
  if (cluster === null || path === null) return placeByHandle(volume);
  return placeIn(`cephfs:${cluster}/${readAttribute(volume, "fsName") ?? ""}`, path);
}

/** The handle of a static volume is the image's name. */
function identifyImage(volume: BackendVolume): Backend | null {
  const cluster = readAttribute(volume, "clusterID");
  const pool = readAttribute(volume, "pool");
  const isStatic = readAttribute(volume, "staticVolume") === "true";
  const image = readAttribute(volume, "imageName") ?? (isStatic ? volume.source.handle : null);
  if (!cluster || !pool || !image) return placeByHandle(volume);
  return placeIn(`rbd:${cluster}/${pool}/${image}`);
}
