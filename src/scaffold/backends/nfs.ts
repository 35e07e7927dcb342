import { repository } from "../../knowledge/citation.ts";
import { fact } from "../../knowledge/fact.ts";
import type { Backend, BackendValue, WriteAccess } from "../backend.ts";
import { because } from "../tree.ts";
import { checkPath, requireValue, serverValue } from "./backend-value.ts";
import { buildClass } from "./build-class.ts";
import { buildVolume } from "./build-volume.ts";
import {
  fill,
  fillParameters,
  findManifest,
  listMountOptions,
  pickFields,
  requireDriver,
} from "./known-manifest.ts";
import { nameHandle } from "./name-handle.ts";

const driver = requireDriver("nfs.csi.k8s.io");
const dynamic = findManifest(driver, "StorageClass");
const existing = findManifest(driver, "PersistentVolume");
const inTree = findManifest(requireDriver("kubernetes.io/nfs"), "PersistentVolume");
const own = repository("kubernetes-csi/csi-driver-nfs");
const parameters = own.file("docs/driver-parameters.md");
const permissions = own.file("docs/driver-parameters.md", "When to set mountPermissions");
const kubernetes = repository("kubernetes/kubernetes");

function shareValue(neededFor: BackendValue["neededFor"]): BackendValue {
  return {
    flag: "share",
    description: "the path that the server exports",
    example: "/exports/shop",
    neededFor,
    check: checkPath,
  };
}

/** Whose an export is, the server decides: the numbers that the pod brings must be right there. */
const groupOfTheExport: WriteAccess = {
  by: "supplementalGroups",
  because: fact(
    "The server lets in who brings the group of the export: this number must be it. fsGroup would change the owner of every file, which a server that squashes root refuses.",
    kubernetes.issue(90123),
    own.issue(894),
  ),
};

/** The class lets everybody write, so that nothing has to change an owner. */
const groupAmongAll: WriteAccess = {
  by: "supplementalGroups",
  because: fact(
    "Not fsGroup: the kubelet would change the owner of every file, which a server that squashes root refuses, and the pod would not start. The class lets all write (mountPermissions).",
    permissions,
    own.issue(434),
    own.issue(894),
  ),
};

export const nfs: Backend = {
  name: "nfs",
  driver: "nfs.csi.k8s.io",
  cloud: "onprem",
  summary: "any NFS server, a folder for each claim",
  modes: ["ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod"],
  values: [serverValue("both"), shareValue("both")],
  storageClass: (context) =>
    buildClass(context, {
      provisioner: "nfs.csi.k8s.io",
      parameters: fillParameters(driver, dynamic, {
        server: requireValue(context.values, "server"),
        share: requireValue(context.values, "share"),
        mountPermissions: because(
          "0777",
          "The folder is root's, or nobody's where the server squashes root: this lets all who reach it write.",
          permissions,
        ),
      }),
      mountOptions: listMountOptions(driver, dynamic),
      expands: true,
    }),
  volume: (context) => {
    const server = requireValue(context.values, "server");
    const share = requireValue(context.values, "share");
    const handle = `${server}#${share.replace(/^\/+|\/+$/g, "")}#`;
    return buildVolume(context, {
      mountOptions: listMountOptions(driver, dynamic),
      source: {
        csi: {
          driver: "nfs.csi.k8s.io",
          volumeHandle: nameHandle(handle, "#", context, parameters),
          volumeAttributes: fill(pickFields(existing, "spec", "csi", "volumeAttributes"), {
            server,
            share,
          }),
        },
      },
    });
  },
  sharesPlaces: true,
  writeAccess: groupAmongAll,
  volumeWriteAccess: groupOfTheExport,
  readWriteAccess: ({ mountPermissions = "0" }) =>
    /[2367]$/.test(mountPermissions) ? groupAmongAll : null,
};

export const nfsInTree: Backend = {
  name: "nfs-in-tree",
  driver: "kubernetes.io/nfs",
  cloud: "onprem",
  summary: "an NFS export by Kubernetes itself, without a driver",
  modes: ["ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany"],
  values: [serverValue("volume"), shareValue("volume")],
  storageClass: null,
  volume: (context) =>
    buildVolume(context, {
      mountOptions: listMountOptions(driver, dynamic),
      source: {
        nfs: fill(pickFields(inTree, "spec", "nfs"), {
          server: requireValue(context.values, "server"),
          path: requireValue(context.values, "share"),
        }),
      },
    }),
  sharesPlaces: true,
  writeAccess: groupOfTheExport,
};
