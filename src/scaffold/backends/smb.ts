import { repository } from "../../knowledge/citation.ts";
import { fact } from "../../knowledge/fact.ts";
import type { Backend, BackendValues } from "../backend.ts";
import { because } from "../tree.ts";
import {
  mustMatch,
  requireSecret,
  requireValue,
  secretParameters,
  secretValues,
  serverValue,
} from "./backend-value.ts";
import { buildClass } from "./build-class.ts";
import { buildVolume } from "./build-volume.ts";
import { fillParameters, findManifest, listMountOptions, requireDriver } from "./known-manifest.ts";
import { nameHandle } from "./name-handle.ts";
import { ownerOptions } from "./owner-options.ts";

const driver = requireDriver("smb.csi.k8s.io");
const manifest = findManifest(driver, "StorageClass");
const own = repository("kubernetes-csi/csi-driver-smb");
const parameters = own.file("docs/driver-parameters.md");
const exampleClass = own.file("deploy/example/storageclass-smb.yaml");
const exampleVolume = own.file("deploy/example/pv-smb.yaml");

export const smb: Backend = {
  name: "smb",
  driver: "smb.csi.k8s.io",
  cloud: "onprem",
  summary: "any SMB server, a folder for each claim",
  modes: ["ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod"],
  values: [
    serverValue("both"),
    {
      flag: "share",
      description: "the share of the server, without the server's name",
      example: "shop",
      neededFor: "both",
      check: mustMatch(/^[^/\\\s][^\\\p{Cc}]*$/u, "the name of a share, without slashes before it"),
    },
    ...secretValues("smbcreds", "both"),
  ],
  storageClass: (context) =>
    buildClass(context, {
      provisioner: "smb.csi.k8s.io",
      parameters: fillParameters(driver, manifest, {
        source: nameSource(context.values),
        ...secretParameters(requireSecret(context.values), "provisioner", "node-stage"),
      }),
      mountOptions: [...listMountOptions(driver, manifest), ...ownerOptions(context, exampleClass)],
      expands: true,
    }),
  volume: (context) => {
    const handle = `${requireValue(context.values, "server")}##${requireValue(context.values, "share")}`;
    return buildVolume(context, {
      mountOptions: [
        ...listMountOptions(driver, manifest),
        ...ownerOptions(context, exampleVolume),
      ],
      source: {
        csi: {
          driver: "smb.csi.k8s.io",
          volumeHandle: nameHandle(handle, "#", context, parameters),
          volumeAttributes: { source: nameSource(context.values) },
          nodeStageSecretRef: because(
            requireSecret(context.values),
            "Holds username and password.",
            parameters,
          ),
        },
      },
    });
  },
  sharesPlaces: true,
  writeAccess: {
    by: "mountOptions",
    because: fact(
      "Over SMB the mount options uid and gid say whose the files are; they name the pod's user and group. What the server allows, the Secret's user decides.",
      exampleClass,
      parameters,
    ),
  },
};

function nameSource(values: BackendValues): string {
  return `//${requireValue(values, "server")}/${requireValue(values, "share")}`;
}
