import { repository } from "../../knowledge/citation.ts";
import { fact } from "../../knowledge/fact.ts";
import type { Backend, BackendValue, LeastSize, Parameters, VolumeContext } from "../backend.ts";
import { because, type Tree } from "../tree.ts";
import { mustMatch, requireSecret, requireValue, secretValues } from "./backend-value.ts";
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
import { ownerOptions } from "./owner-options.ts";

const driver = requireDriver("file.csi.azure.com");
const overSmb = findManifest(driver, "StorageClass", '"smb"');
const overNfs = findManifest(driver, "StorageClass", '"nfs"');
const existing = findManifest(driver, "PersistentVolume");
const own = repository("kubernetes-sigs/azurefile-csi-driver");
const parameters = own.file("docs/driver-parameters.md");
const smbClass = own.file("deploy/example/storageclass-azurefile-csi.yaml");
const smbVolume = own.file("deploy/example/pv-azurefile-csi.yaml");

const shareValues: readonly BackendValue[] = [
  {
    flag: "storage-account",
    description: "the storage account that holds the share",
    example: "shopfiles",
    neededFor: "volume",
    check: mustMatch(/^[a-z0-9]{3,24}$/, "3 to 24 lower case letters and digits"),
  },
  {
    flag: "share",
    description: "the file share, by its name only",
    example: "media",
    neededFor: "volume",
    check: mustMatch(
      /^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*$/,
      "3 to 63 lower case letters, digits and single dashes",
    ),
  },
];

export const azureFilesSmb: Backend = {
  name: "azure-files-smb",
  driver: "file.csi.azure.com",
  cloud: "azure",
  summary: "Azure Files over SMB, a share for each claim",
  modes: ["ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod"],
  values: [...shareValues, ...secretValues("azure-storage-account-shopfiles-secret", "volume")],
  storageClass: (context) =>
    buildClass(context, {
      provisioner: "file.csi.azure.com",
      parameters: fillParameters(driver, overSmb, {}),
      mountOptions: [...listMountOptions(driver, overSmb), ...ownerOptions(context, smbClass)],
      expands: true,
    }),
  volume: (context) =>
    buildVolume(context, {
      mountOptions: [...listMountOptions(driver, overSmb), ...ownerOptions(context, smbVolume)],
      source: {
        csi: {
          driver: "file.csi.azure.com",
          volumeHandle: nameHandle(nameShare(context), "_", context, parameters),
          volumeAttributes: fillAttributes(context, "smb"),
          nodeStageSecretRef: because(
            requireSecret(context.values),
            "Name and key of the account, as azurestorageaccountname and azurestorageaccountkey.",
            parameters,
          ),
        },
      },
    }),
  sharesPlaces: true,
  writeAccess: {
    by: "mountOptions",
    because: fact(
      "Over SMB the mount options uid and gid say whose the files are; they name the pod's user and group.",
      smbClass,
      parameters,
    ),
  },
  leastSize: findLeastSize,
};

export const azureFilesNfs: Backend = {
  name: "azure-files-nfs",
  driver: "file.csi.azure.com",
  cloud: "azure",
  summary: "Azure Files over NFS, a share of a premium account for each claim",
  modes: ["ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod"],
  values: shareValues,
  storageClass: (context) =>
    buildClass(context, {
      provisioner: "file.csi.azure.com",
      parameters: fillParameters(driver, overNfs, {}),
      mountOptions: listMountOptions(driver, overNfs),
      expands: true,
    }),
  volume: (context) =>
    buildVolume(context, {
      mountOptions: listMountOptions(driver, overNfs),
      source: {
        csi: {
          driver: "file.csi.azure.com",
          volumeHandle: nameHandle(nameShare(context), "_", context, parameters),
          volumeAttributes: fillAttributes(context, "nfs"),
        },
      },
    }),
  sharesPlaces: true,
  writeAccess: {
    by: "fsGroup",
    because: fact(
      "Over NFS the driver itself gives the share to this group, by its own parameter fsGroupChangePolicy; the pod's is ignored.",
      parameters,
      own.file("pkg/azurefile/nodeserver.go", "SetVolumeOwnership"),
    ),
  },
  leastSize: findLeastSize,
};

/** @see https://github.com/kubernetes-sigs/azurefile-csi-driver/blob/HEAD/pkg/azurefile/azurefile.go */
function findLeastSize({
  skuName,
  skuname,
  storageAccountType,
  protocol,
}: Parameters): LeastSize | null {
  const sku = skuName ?? skuname ?? storageAccountType ?? (protocol === "nfs" ? "Premium_LRS" : "");
  const isPremium = /^premium_/i.test(sku);
  if (!isPremium && !/^(premium|standard)v2_/i.test(sku)) return null;
  const gibibytes = isPremium ? 100 : 32;
  return {
    quantity: `${gibibytes}Gi`,
    because: fact(
      `The quota of the share, ${gibibytes} GiB at least with ${sku}: less is silently raised.`,
      own.file("pkg/azurefile/controllerserver.go", "CreateVolume"),
      own.file("pkg/azurefile/azurefile.go"),
    ),
  };
}

function nameShare({ values }: VolumeContext): string {
  return `${requireValue(values, "storage-account")}_${requireValue(values, "share")}`;
}

function fillAttributes({ values }: VolumeContext, protocol: "smb" | "nfs"): Tree {
  return fill(pickFields(existing, "spec", "csi", "volumeAttributes"), {
    storageAccount: requireValue(values, "storage-account"),
    shareName: requireValue(values, "share"),
    protocol,
  });
}
