import { repository } from "../../knowledge/citation.ts";
import { fact } from "../../knowledge/fact.ts";
import type { Backend, BackendValue, VolumeContext, WriteAccess } from "../backend.ts";
import { because, type TreeObject } from "../tree.ts";
import {
  checkNamespace,
  checkPath,
  mustMatch,
  requireSecret,
  requireValue,
  secretParameters,
  secretValues,
} from "./backend-value.ts";
import { buildClass } from "./build-class.ts";
import { buildVolume } from "./build-volume.ts";
import { fillParameters, findManifest, requireDriver } from "./known-manifest.ts";

const driver = requireDriver("cephfs.csi.ceph.com");
const own = repository("ceph/ceph-csi");
const existing = own.file("docs/static-pvc.md", "CephFS static PVC");
const rook = repository("rook/rook");
const rookClass = rook.file("deploy/examples/csi/cephfs/storageclass.yaml");

const MODES = ["ReadWriteOnce", "ReadWriteMany", "ReadWriteOncePod"] as const;
const VOLUME_MODES = [
  "ReadWriteOnce",
  "ReadOnlyMany",
  "ReadWriteMany",
  "ReadWriteOncePod",
] as const;

const fsNameValue: BackendValue = {
  flag: "fs-name",
  description: "the CephFS file system",
  example: "myfs",
  neededFor: "both",
  check: mustMatch(/^[A-Za-z0-9_.-]+$/, "letters, digits, dots, dashes and underscores"),
};
const rootPathValue: BackendValue = {
  flag: "root-path",
  description: "the folder in it, as ceph fs subvolume getpath tells it",
  example: "/volumes/shop/media",
  neededFor: "volume",
  check: checkPath,
};

const writeAccess: WriteAccess = {
  by: "fsGroup",
  because: fact(
    "The driver's policy is File: the kubelet gives the folder and all that is in it to this group, on ReadWriteMany too.",
    own.file("deploy/cephfs/kubernetes/csidriver.yaml"),
    rook.issue(12242),
  ),
};

export const cephFs: Backend = {
  name: "cephfs",
  driver: "cephfs.csi.ceph.com",
  cloud: "onprem",
  summary: "CephFS, a subvolume for each claim",
  modes: MODES,
  volumeModes: VOLUME_MODES,
  values: [
    {
      flag: "cluster-id",
      description: "the Ceph cluster, as the driver's ConfigMap ceph-csi-config names it",
      example: "ba68226a-672f-4ba5-97bc-22840318b2ec",
      neededFor: "both",
      check: mustMatch(/^\S{1,36}$/, "36 characters at most, without spaces"),
    },
    fsNameValue,
    rootPathValue,
    ...secretValues("csi-cephfs-secret", "both"),
  ],
  storageClass: (context) =>
    buildClass(context, {
      provisioner: "cephfs.csi.ceph.com",
      parameters: fillParameters(driver, findManifest(driver, "StorageClass"), {
        clusterID: requireValue(context.values, "cluster-id"),
        fsName: requireValue(context.values, "fs-name"),
        ...secretParameters(
          requireSecret(context.values),
          "provisioner",
          "controller-expand",
          "node-stage",
        ),
      }),
      expands: true,
    }),
  volume: (context) => buildFolder(context, "cephfs.csi.ceph.com"),
  sharesPlaces: true,
  writeAccess,
};

/** With rook, whose operator made the driver's name: its namespace, then the driver. */
export function cephFsWithRook(name: string): Backend {
  return {
    name: "cephfs-rook",
    driver: name,
    cloud: "onprem",
    summary: "CephFS that rook runs, a subvolume for each claim",
    modes: MODES,
    volumeModes: VOLUME_MODES,
    values: [
      {
        flag: "cluster-id",
        description: "the namespace that the Ceph cluster runs in",
        example: "rook-ceph",
        neededFor: "both",
        check: checkNamespace,
      },
      fsNameValue,
      {
        flag: "pool",
        description: "the data pool of the file system",
        example: "myfs-replicated",
        neededFor: "class",
        check: mustMatch(/^[A-Za-z0-9_.-]+$/, "letters, digits, dots, dashes and underscores"),
      },
      rootPathValue,
      ...secretValues("cephfs-static", "volume"),
    ],
    storageClass: (context) => {
      const namespace = requireValue(context.values, "cluster-id");
      const provisioner = { name: "rook-csi-cephfs-provisioner", namespace };
      const parameters = {
        clusterID: namespace,
        fsName: requireValue(context.values, "fs-name"),
        pool: requireValue(context.values, "pool"),
        ...secretParameters(provisioner, "provisioner", "controller-expand", "controller-publish"),
        ...secretParameters({ name: "rook-csi-cephfs-node", namespace }, "node-stage"),
      };
      return buildClass(context, {
        provisioner: name,
        parameters: fillParameters(
          driver,
          findManifest(driver, "StorageClass", '"pool"'),
          {
            ...parameters,
            "csi.storage.k8s.io/provisioner-secret-name": because(
              provisioner.name,
              "The operator makes these Secrets where the cluster runs.",
              rookClass,
            ),
          },
          "A subvolume of its own for each claim; rook also wants the pool and one more Secret.",
        ),
        expands: true,
      });
    },
    volume: (context) => buildFolder(context, name),
    sharesPlaces: true,
    writeAccess,
  };
}

function buildFolder(context: VolumeContext, name: string): TreeObject {
  const { values, unique } = context;
  const fileSystem = requireValue(values, "fs-name");
  const rootPath = requireValue(values, "root-path");
  return buildVolume(context, {
    source: {
      csi: {
        driver: name,
        volumeHandle: because(
          [requireValue(values, "cluster-id"), fileSystem, rootPath, unique]
            .map((part) => part.replace(/^\/+|\/+$/g, "").replaceAll("/", "-"))
            .filter((part) => part !== "")
            .join("_"),
          "Any text that no other volume has: volumeAttributes name the folder.",
          existing,
        ),
        volumeAttributes: {
          clusterID: requireValue(values, "cluster-id"),
          fsName: fileSystem,
          staticVolume: because(
            "true",
            "The folder is there, the driver only mounts it.",
            existing,
          ),
          rootPath,
        },
        nodeStageSecretRef: because(
          requireSecret(values),
          "Must hold userID and userKey: adminID and adminKey do not do here.",
          existing,
        ),
      },
    },
  });
}
