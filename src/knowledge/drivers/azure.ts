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

const disk = repository("kubernetes-sigs/azuredisk-csi-driver");
const file = repository("kubernetes-sigs/azurefile-csi-driver");
const blob = repository("kubernetes-sigs/blob-csi-driver");
const lustre = repository("kubernetes-sigs/azurelustre-csi-driver");
const aks = repository("MicrosoftDocs/azure-aks-docs");
const azureDocs = repository("MicrosoftDocs/azure-docs");
const compute = repository("MicrosoftDocs/azure-compute-docs");

const diskCapabilities = disk.file(
  "pkg/azureutils/azure_disk_utils.go",
  "IsValidVolumeCapabilities",
);
const sharedDisk = disk.file("deploy/example/sharedisk/README.md");
const sharedDiskSizes = azureDocs.file("includes/virtual-machines-disks-shared-sizes.md");
const sharedDiskLimits = compute.file(
  "articles/virtual-machines/includes/virtual-machines-disks-shared-limitations.md",
);
const fileParameters = file.file("docs/driver-parameters.md");
const fileController = file.file("pkg/azurefile/controllerserver.go");
const blobParameters = blob.file("docs/driver-parameters.md");
const blobCode = blob.file("pkg/blob/blob.go");
const lustreParameters = lustre.file("docs/driver-parameters.md");

const sharedDiskAsked: Condition = {
  sentence: "the StorageClass gives maxShares 2 or more",
  test: { name: "maxShares", atLeast: 2 },
};

export const azure: readonly Driver[] = [
  {
    names: ["disk.csi.azure.com"],
    product: "Azure Disk",
    cloud: "azure",
    kind: "csi",
    attachRequired: fact(true, disk.file("deploy/csi-azuredisk-driver.yaml")),
    fsGroupPolicy: fact("File", disk.file("deploy/csi-azuredisk-driver.yaml")),
    variants: [
      {
        name: null,
        medium: "block",
        filesystem: fact(modes(yes, no, no, yes), diskCapabilities),
        block: fact(
          modes(yes, onlyIf(sharedDiskAsked), onlyIf(sharedDiskAsked), yes),
          diskCapabilities,
          sharedDisk,
        ),
        readOnlyMany: undocumented,
        topology: fact(
          {
            reach: "zone",
            severalZones: { name: "skuName", oneOf: ["Premium_ZRS", "StandardSSD_ZRS"] },
            remark: "Across zones only with a ZRS SKU: Premium or Standard SSD.",
          },
          sharedDiskLimits,
        ),
        size: derived({ limit: "device" }, disk.file("pkg/azuredisk/controllerserver.go")),
        manifests: [
          fact(
            {
              purpose: "A raw device for pods on several nodes.",
              gives: ["ReadOnlyMany", "ReadWriteMany"],
              objects: {
                StorageClass: {
                  parameters: { skuName: "Premium_LRS", maxShares: "2", cachingMode: "None" },
                },
                PersistentVolumeClaim: {
                  spec: { accessModes: ["ReadWriteMany"], volumeMode: "Block" },
                },
                Pod: { spec: { containers: [{ volumeDevices: null }] } },
              },
            },
            sharedDisk,
            aks.file("articles/aks/create-volume-azure-disk.md"),
          ),
        ],
        notes: [
          fact(
            "A mode for several nodes with a file system fails: mountVolume is not supported for access mode: ….",
            diskCapabilities,
          ),
          fact(
            "Without maxShares 2 or more: access mode: … is not supported for non-shared disk.",
            diskCapabilities,
          ),
          fact(
            "The highest maxShares follows from the size: 3 for Premium SSD P1 to P20 and Standard SSD E1 to E20, 5 for 30 to 50, 10 for 60 to 80; 15 for Ultra and Premium SSD v2 of any size.",
            sharedDiskSizes,
          ),
          fact(
            "A shared disk has no host caching, and a Standard HDD cannot be shared.",
            sharedDiskLimits,
          ),
        ],
      },
    ],
    identify: identifyDisk,
  },
  {
    names: ["file.csi.azure.com"],
    product: "Azure Files (SMB or NFS)",
    cloud: "azure",
    kind: "csi",
    attachRequired: fact(false, file.file("deploy/csi-azurefile-driver.yaml")),
    fsGroupPolicy: fact("ReadWriteOnceWithFSType", file.file("deploy/csi-azurefile-driver.yaml")),
    mountGroup: fact(
      "SMB: becomes the mount option gid unless the options set one. NFS: the driver changes the owner by its own parameter fsGroupChangePolicy, the pod's is ignored.",
      file.file("pkg/azurefile/azurefile.go"),
      file.file("pkg/azurefile/azurefile_options.go"),
      fileParameters,
    ),
    variants: [
      {
        name: null,
        medium: "file",
        filesystem: fact(modes(yes, yes, yes, yes), file.file("pkg/azurefile/azurefile.go")),
        block: fact(noModes, fileController),
        readOnlyMany: fact("forced", file.file("pkg/azurefile/nodeserver.go")),
        topology: fact(
          { reach: "backend", remark: "As the account is redundant: LRS, ZRS or GRS in skuName." },
          fileParameters,
        ),
        size: fact(
          {
            limit: "quota",
            remark: "The share's quota is the requested size, rounded up.",
          },
          fileController,
        ),
        manifests: [
          fact(
            {
              purpose: "A share over SMB.",
              gives: ["ReadOnlyMany", "ReadWriteMany"],
              objects: {
                StorageClass: {
                  parameters: { skuName: "Standard_LRS", protocol: "smb" },
                  mountOptions: [
                    "dir_mode=0777",
                    "file_mode=0777",
                    "mfsymlinks",
                    "cache=strict",
                    "nosharesock",
                    "actimeo=30",
                    "nobrl",
                  ],
                },
              },
            },
            file.file("deploy/example/storageclass-azurefile-csi.yaml"),
          ),
          fact(
            {
              purpose: "A share over NFS.",
              gives: ["ReadOnlyMany", "ReadWriteMany"],
              objects: {
                StorageClass: {
                  parameters: { skuName: "Premium_LRS", protocol: "nfs" },
                  mountOptions: ["nconnect=4", "noresvport", "actimeo=30"],
                },
              },
            },
            file.file("deploy/example/storageclass-azurefile-nfs.yaml"),
          ),
          fact(
            {
              purpose: "An existing share. skuName is a parameter of classes only.",
              gives: ["ReadOnlyMany", "ReadWriteMany"],
              objects: {
                PersistentVolume: {
                  spec: {
                    csi: {
                      volumeHandle: null,
                      volumeAttributes: { storageAccount: null, shareName: null },
                      nodeStageSecretRef: { name: null, namespace: null },
                    },
                  },
                },
              },
            },
            file.file("deploy/example/pv-azurefile-csi.yaml"),
            fileParameters,
          ),
        ],
        notes: [
          fact(
            "The default SKU is Standard_LRS, for SMB only; for NFS an empty skuName means Premium_LRS.",
            fileParameters,
            fileController,
          ),
          fact(
            "NFS refuses every Standard SKU and accepts PremiumV2: nfs protocol only supports premium storage, current account type: ….",
            fileController,
          ),
          fact(
            "The driver silently raises smaller requests: Premium_LRS and Premium_ZRS to 100 GiB, PremiumV2 and StandardV2 to 32 GiB.",
            file.file("pkg/azurefile/azurefile.go"),
            fileController,
          ),
          fact(
            "SMB: the mount options uid and gid say to whom the files belong.",
            file.file("deploy/example/storageclass-azurefile-csi.yaml"),
          ),
          fact(
            "The mount option nobrl turns byte-range locks off.",
            file.file("deploy/example/storageclass-azurefile-csi.yaml"),
          ),
        ],
      },
    ],
    identify: identifyFileShare,
  },
  {
    names: ["blob.csi.azure.com"],
    product: "Azure Blob (blobfuse or NFSv3)",
    cloud: "azure",
    kind: "csi",
    attachRequired: fact(false, blob.file("deploy/csi-blob-driver.yaml")),
    fsGroupPolicy: fact("ReadWriteOnceWithFSType", blob.file("deploy/csi-blob-driver.yaml")),
    mountGroup: fact(
      "NFS: the driver changes the owner by its own parameter fsGroupChangePolicy.",
      blobCode,
      blobParameters,
    ),
    variants: [
      {
        name: "NFSv3",
        when: [{ parameter: { name: "protocol", oneOf: ["nfs"] } }],
        medium: "object",
        filesystem: fact(modes(yes, yes, yes, yes), blobCode, blob.file("docs/limitations.md")),
        block: fact(noModes, blobCode),
        readOnlyMany: fact("forced", blobCode),
        topology: fact(
          { reach: "backend", remark: "As the account is redundant." },
          blobParameters,
        ),
        size: undocumented,
        manifests: [
          fact(
            {
              purpose: "A container over NFSv3.",
              gives: ["ReadOnlyMany", "ReadWriteMany"],
              objects: {
                StorageClass: {
                  parameters: { protocol: "nfs", skuName: null, containerName: null },
                },
              },
            },
            blobParameters,
          ),
        ],
        notes: [],
      },
      {
        name: "blobfuse",
        medium: "object",
        filesystem: fact(
          modes(
            yes,
            yes,
            onlyIf({ sentence: "no file is written from several nodes: that corrupts it" }),
            yes,
          ),
          blobCode,
          blob.file("docs/limitations.md"),
        ),
        block: fact(noModes, blobCode),
        readOnlyMany: fact("forced", blobCode),
        topology: fact(
          { reach: "backend", remark: "As the account is redundant." },
          blobParameters,
        ),
        size: undocumented,
        manifests: [
          fact(
            {
              purpose: "A container that many nodes read.",
              gives: ["ReadOnlyMany", "ReadWriteMany"],
              objects: {
                StorageClass: {
                  parameters: { protocol: "fuse2", skuName: null, containerName: null },
                  mountOptions: ["-o allow_other", "--file-cache-timeout-in-seconds=120"],
                },
              },
            },
            blobParameters,
          ),
        ],
        notes: [fact("Linux nodes only.", blob.file("docs/limitations.md"))],
      },
    ],
    identify: identifyContainer,
  },
  {
    names: ["azurelustre.csi.azure.com"],
    product: "Azure Managed Lustre",
    cloud: "azure",
    kind: "csi",
    attachRequired: fact(false, lustre.file("deploy/csi-azurelustre-driver.yaml")),
    fsGroupPolicy: fact("File", lustre.file("deploy/csi-azurelustre-driver.yaml")),
    variants: [
      {
        name: null,
        medium: "file",
        filesystem: fact(
          modes(yes, yes, yes, yes),
          lustre.file("pkg/azurelustre/controllerserver.go"),
        ),
        block: fact(noModes, lustre.file("pkg/azurelustre/controllerserver.go")),
        readOnlyMany: undocumented,
        topology: fact(
          { reach: "zone", remark: "The cluster is in the one zone of the class." },
          lustreParameters,
        ),
        size: derived(
          {
            limit: "filesystem",
            remark: "Rounded up to the increment of the SKU, 4 TiB by default.",
          },
          lustre.file("pkg/azurelustre/controllerserver.go"),
        ),
        manifests: [
          fact(
            {
              purpose: "A Lustre cluster of its own for the claim.",
              gives: ["ReadOnlyMany", "ReadWriteMany"],
              objects: {
                StorageClass: {
                  parameters: {
                    "sku-name": null,
                    zone: null,
                    "maintenance-day-of-week": null,
                    "maintenance-time-of-day-utc": null,
                  },
                  mountOptions: ["noatime", "flock"],
                },
              },
            },
            lustreParameters,
            lustre.file("docs/examples/storageclass_dynprov_lustre.yaml"),
          ),
          fact(
            {
              purpose: "A folder of an existing cluster.",
              gives: ["ReadOnlyMany", "ReadWriteMany"],
              objects: {
                StorageClass: {
                  parameters: { "mgs-ip-address": null, "sub-dir": null },
                  mountOptions: ["noatime", "flock"],
                },
              },
            },
            lustreParameters,
            lustre.file("docs/examples/storageclass_existing_lustre_subdir.yaml"),
          ),
        ],
        notes: [fact("Creating a cluster takes ten minutes or more.", lustreParameters)],
      },
    ],
    identify: identifyLustreFolder,
  },
];

/** A disk's id is a path of Azure Resource Manager, which knows no case. */
function identifyDisk(volume: BackendVolume): Backend | null {
  const handle = volume.source.handle?.toLowerCase() ?? null;
  return placeByHandle({ ...volume, source: { ...volume.source, handle } });
}

/**
 * Attributes win over the handle `group#account#share#…`, as in the driver.
 *
 * @see https://github.com/kubernetes-sigs/azurefile-csi-driver/blob/HEAD/pkg/azurefile/azurefile.go GetAccountInfo
 */
function identifyFileShare(volume: BackendVolume): Backend | null {
  const [, accountOfHandle, shareOfHandle] = volume.source.handle?.split("#") ?? [];
  const account = readAttribute(volume, "storageAccount") ?? accountOfHandle;
  const share = readAttribute(volume, "shareName") ?? shareOfHandle;
  if (!account || !share) return placeByHandle(volume);
  const folder = readAttribute(volume, "folderName") ?? "";
  return placeIn(`azurefile:${account.toLowerCase()}`, share.toLowerCase(), folder);
}

/**
 * The same on containers, `group#account#container#…`.
 *
 * @see https://github.com/kubernetes-sigs/blob-csi-driver/blob/HEAD/pkg/blob/blob.go GetContainerInfo
 */
function identifyContainer(volume: BackendVolume): Backend | null {
  const [, accountOfHandle, containerOfHandle] = volume.source.handle?.split("#") ?? [];
  const account = readAttribute(volume, "storageAccount") ?? accountOfHandle;
  const container = readAttribute(volume, "containerName") ?? containerOfHandle;
  if (!account || !container) return placeByHandle(volume);
  return placeIn(`azureblob:${account.toLowerCase()}`, container);
}

function identifyLustreFolder(volume: BackendVolume): Backend | null {
  const server = readAttribute(volume, "mgs-ip-address");
  if (server === null) return placeByHandle(volume);
  const fileSystem = readAttribute(volume, "fs-name") ?? "";
  return placeIn(`lustre:${server}/${fileSystem}`, readAttribute(volume, "sub-dir") ?? "");
}
