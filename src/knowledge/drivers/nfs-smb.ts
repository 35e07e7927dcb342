import {
  type Backend,
  type BackendVolume,
  placeByHandle,
  placeIn,
  readAttribute,
} from "../backend.ts";
import { repository } from "../citation.ts";
import type { Driver } from "../driver.ts";
import { fact, undocumented } from "../fact.ts";
import { modes, noModes, unknown, yes } from "../mode-support.ts";
import { placeOnNfsServer } from "../nfs-server.ts";

const nfs = repository("kubernetes-csi/csi-driver-nfs");
const smb = repository("kubernetes-csi/csi-driver-smb");
const subdir = repository("kubernetes-sigs/nfs-subdir-external-provisioner");
const kubernetes = repository("kubernetes/kubernetes");

const nfsParameters = nfs.file("docs/driver-parameters.md");
const smbParameters = smb.file("docs/driver-parameters.md");
const subdirProvisioner = subdir.file("cmd/nfs-subdir-external-provisioner/provisioner.go");

export const nfsAndSmb: readonly Driver[] = [
  {
    names: ["nfs.csi.k8s.io"],
    product: "Any NFS server",
    cloud: "onprem",
    kind: "csi",
    attachRequired: fact(false, nfs.file("deploy/csi-nfs-driverinfo.yaml")),
    fsGroupPolicy: fact("File", nfs.file("deploy/csi-nfs-driverinfo.yaml")),
    required: [
      fact(
        { anyOf: ["server"], answer: "server is a required parameter" },
        nfs.file("pkg/nfs/controllerserver.go", "newNFSVolume"),
        nfsParameters,
      ),
      fact({ anyOf: ["share"], answer: null }, nfsParameters),
    ],
    variants: [
      {
        name: null,
        medium: "file",
        filesystem: fact(modes(yes, yes, yes, yes), nfs.file("pkg/nfs/nfs.go")),
        block: fact(noModes, nfs.file("pkg/nfs/controllerserver.go")),
        readOnlyMany: fact("not-forced", nfs.file("pkg/nfs/nodeserver.go", "NodePublishVolume")),
        topology: fact({ reach: "anywhere" }, nfsParameters),
        size: fact(
          { limit: "none", remark: "The size only matches volumes to claims." },
          nfs.issue(427),
        ),
        manifests: [
          fact(
            {
              purpose: "A folder of its own for each claim.",
              gives: ["ReadOnlyMany", "ReadWriteMany"],
              objects: {
                StorageClass: {
                  parameters: { server: null, share: null },
                  mountOptions: ["nfsvers=4.1"],
                },
              },
            },
            nfsParameters,
            nfs.file("deploy/example/storageclass-nfs.yaml"),
          ),
          fact(
            {
              purpose: "An existing share; the handle is free, but must be unique.",
              gives: ["ReadOnlyMany", "ReadWriteMany"],
              objects: {
                PersistentVolume: {
                  spec: {
                    csi: { volumeHandle: null, volumeAttributes: { server: null, share: null } },
                  },
                },
              },
            },
            nfsParameters,
            nfs.file("deploy/example/pv-nfs-csi.yaml"),
          ),
        ],
        notes: [
          fact("The driver does not check access modes.", nfs.file("pkg/nfs/nfs.go")),
          fact(
            "fsGroup changes the owner of every file, which fails where the server squashes root.",
            nfs.issue(894),
          ),
        ],
      },
    ],
    identify: identifyNfsShare,
  },
  {
    names: ["smb.csi.k8s.io"],
    product: "Any SMB server",
    cloud: "onprem",
    kind: "csi",
    attachRequired: fact(false, smb.file("deploy/csi-smb-driver.yaml")),
    fsGroupPolicy: fact("ReadWriteOnceWithFSType", smb.file("deploy/csi-smb-driver.yaml")),
    mountGroup: fact(
      "Becomes the mount option gid unless the options set one.",
      smb.file("pkg/smb/smb.go"),
    ),
    required: [
      fact(
        { anyOf: ["source"], answer: "source is a required parameter" },
        smb.file("pkg/smb/controllerserver.go", "newSMBVolume"),
        smbParameters,
      ),
    ],
    variants: [
      {
        name: null,
        medium: "file",
        filesystem: fact(modes(yes, yes, yes, yes), smb.file("pkg/smb/smb.go")),
        block: fact(noModes, smb.file("pkg/smb/controllerserver.go")),
        readOnlyMany: fact("forced", smb.file("pkg/smb/nodeserver.go")),
        topology: fact({ reach: "anywhere" }, smbParameters),
        size: undocumented,
        manifests: [
          fact(
            {
              purpose: "A folder of its own for each claim; source is //server/share.",
              gives: ["ReadOnlyMany", "ReadWriteMany"],
              objects: {
                StorageClass: {
                  parameters: {
                    source: null,
                    "csi.storage.k8s.io/provisioner-secret-name": null,
                    "csi.storage.k8s.io/provisioner-secret-namespace": null,
                    "csi.storage.k8s.io/node-stage-secret-name": null,
                    "csi.storage.k8s.io/node-stage-secret-namespace": null,
                  },
                  mountOptions: [
                    "dir_mode=0777",
                    "file_mode=0777",
                    "noperm",
                    "mfsymlinks",
                    "cache=strict",
                    "noserverino",
                  ],
                },
              },
            },
            smbParameters,
            smb.file("deploy/example/storageclass-smb.yaml"),
          ),
        ],
        notes: [
          fact(
            "The mount options uid and gid say to whom the files belong.",
            smb.file("deploy/example/storageclass-smb.yaml"),
          ),
          fact(
            "The mount option noserverino is required to prevent data corruption.",
            smb.file("deploy/example/storageclass-smb.yaml"),
          ),
        ],
      },
    ],
    identify: identifySmbShare,
  },
  {
    names: ["k8s-sigs.io/nfs-subdir-external-provisioner"],
    // The chart builds the name from the release's, which may be the chart's own name.
    patterns: ["cluster.local/*nfs-subdir-external-provisioner"],
    product: "NFS subdir external provisioner",
    cloud: "onprem",
    kind: "provisioner",
    attachRequired: fact(false, subdirProvisioner),
    fsGroupPolicy: undocumented,
    variants: [
      {
        name: null,
        medium: "file",
        filesystem: fact(modes(yes, yes, yes, unknown), subdirProvisioner),
        block: fact(noModes, subdirProvisioner),
        readOnlyMany: fact("not-forced", kubernetes.file("pkg/volume/nfs/nfs.go")),
        topology: fact({ reach: "anywhere" }, subdir.file("README.md")),
        size: fact(
          { limit: "none", remark: "The provisioned storage limit is not enforced." },
          subdir.file("README.md"),
          subdir.issue(379),
          subdir.issue(51),
        ),
        manifests: [
          fact(
            {
              purpose:
                "A folder of its own for each claim; the provisioner's settings name the server.",
              gives: ["ReadOnlyMany", "ReadWriteMany"],
              objects: {
                StorageClass: { parameters: { archiveOnDelete: null, pathPattern: null } },
              },
            },
            subdir.file("README.md"),
          ),
        ],
        notes: [
          fact(
            "Its volumes are of Kubernetes' own type nfs, without any CSI driver; the access modes are copied from the claim.",
            subdirProvisioner,
          ),
          fact("Volumes cannot be resized.", subdir.file("README.md")),
          fact("Several StorageClasses may lead to one share.", subdir.file("README.md")),
          fact(
            "The name is a setting, PROVISIONER_NAME: classes may use another one.",
            subdir.file("charts/nfs-subdir-external-provisioner/templates/_helpers.tpl"),
          ),
        ],
      },
    ],
  },
];

/**
 * The handle is arbitrary; the server's name is compared as it is written.
 *
 * @see https://github.com/kubernetes-csi/csi-driver-nfs/blob/HEAD/pkg/nfs/nodeserver.go NodePublishVolume
 */
function identifyNfsShare(volume: BackendVolume): Backend | null {
  const server = readAttribute(volume, "server");
  const share = readAttribute(volume, "share");
  if (server === null || share === null) return placeByHandle(volume);
  return placeOnNfsServer(server, share, readAttribute(volume, "subDir") ?? "");
}

/** Neither the host nor the share nor what is in it knows case. */
function identifySmbShare(volume: BackendVolume): Backend | null {
  const source = readAttribute(volume, "source")?.toLowerCase().replaceAll("\\", "/");
  const [, server, share] = /^\/\/([^/]+)\/(.+)$/.exec(source ?? "") ?? [];
  if (!server || !share) return placeByHandle(volume);
  return placeIn(`smb:${server}`, share, readAttribute(volume, "subDir")?.toLowerCase() ?? "");
}
