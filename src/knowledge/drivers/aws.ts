import {
  type Backend,
  type BackendVolume,
  placeByHandle,
  placeIn,
  readAttribute,
  readMountOption,
} from "../backend.ts";
import { page, repository } from "../citation.ts";
import type { Driver } from "../driver.ts";
import { derived, fact, since, undocumented } from "../fact.ts";
import {
  modes,
  no,
  noModes,
  onlyIf,
  undocumentedModes,
  yes,
  yesAsSingleWriter,
} from "../mode-support.ts";

const ebs = repository("kubernetes-sigs/aws-ebs-csi-driver");
const efs = repository("kubernetes-sigs/aws-efs-csi-driver");
const lustre = repository("kubernetes-sigs/aws-fsx-csi-driver");
const openZfs = repository("kubernetes-sigs/aws-fsx-openzfs-csi-driver");
const s3 = repository("awslabs/mountpoint-s3-csi-driver");
const eks = repository("awsdocs/amazon-eks-user-guide");

const ebsMultiAttach = ebs.file("docs/multi-attach.md");
const efsModes = efs.file("pkg/driver/node.go", "volumeCapAccessModes");
const lustreController = lustre.file("pkg/driver/controller.go");
const openZfsController = openZfs.file("pkg/driver/controller.go");
const openZfsParameters = openZfs.file("docs/parameters.md");
const s3Node = s3.file("pkg/driver/node/node.go");
const s3Configuration = s3.file("docs/CONFIGURATION.md");

export const aws: readonly Driver[] = [
  {
    names: ["ebs.csi.aws.com"],
    product: "Amazon EBS",
    cloud: "aws",
    kind: "csi",
    attachRequired: fact(true, ebs.file("charts/aws-ebs-csi-driver/templates/csidriver.yaml")),
    fsGroupPolicy: fact("File", ebs.file("charts/aws-ebs-csi-driver/templates/csidriver.yaml")),
    variants: [
      {
        name: null,
        medium: "block",
        filesystem: fact(
          modes(yes, no, no, yesAsSingleWriter),
          ebs.file("pkg/driver/controller.go", "isValidCapability"),
        ),
        block: fact(
          modes(
            yes,
            no,
            onlyIf({
              sentence: "the StorageClass asks for `type: io2`",
              test: { name: "type", oneOf: ["io2"] },
            }),
            yesAsSingleWriter,
          ),
          ebs.file("pkg/driver/controller.go", "isValidCapability"),
          ebsMultiAttach,
        ),
        readOnlyMany: undocumented,
        topology: fact({ reach: "zone" }, ebsMultiAttach),
        size: derived({ limit: "device" }, ebs.file("pkg/driver/controller.go")),
        manifests: [
          since(
            "driver v1.25.0",
            fact(
              {
                purpose: "A raw device that pods on several nodes write.",
                gives: ["ReadWriteMany"],
                objects: {
                  StorageClass: {
                    parameters: { type: "io2", iops: "1000" },
                    volumeBindingMode: "WaitForFirstConsumer",
                  },
                  PersistentVolumeClaim: {
                    spec: { accessModes: ["ReadWriteMany"], volumeMode: "Block" },
                  },
                  Pod: { spec: { containers: [{ volumeDevices: null }] } },
                },
              },
              ebsMultiAttach,
              ebs.file("CHANGELOG.md", "v1.25.0"),
            ),
          ),
        ],
        notes: [
          fact(
            "A shared volume reaches at most 16 Nitro instances, all in its own availability zone.",
            ebsMultiAttach,
            page("AWS SDK documentation of multiAttachEnabled"),
          ),
          fact(
            "Nothing coordinates the writers of a shared device: the application must fence its own I/O.",
            ebsMultiAttach,
          ),
          fact(
            "EBS cannot mount a block device read-only, so ReadOnlyMany is never accepted.",
            ebs.issue(2178),
          ),
          fact("Not available to pods on Fargate.", eks.file("latest/ug/storage/ebs-csi.adoc")),
          fact(
            "A static volume with the handle local-ebs://dev/… may say ReadWriteMany, but each node sees its own disk: nothing is shared. It needs controller.enableNodeLocalVolumes=true.",
            ebs.file("docs/node-local-volumes.md"),
          ),
        ],
      },
    ],
    identify: identifyEbsVolume,
  },
  {
    names: ["efs.csi.aws.com"],
    product: "Amazon EFS and S3 Files",
    cloud: "aws",
    kind: "csi",
    attachRequired: fact(false, efs.file("deploy/kubernetes/base/csidriver.yaml")),
    fsGroupPolicy: fact(
      "ReadWriteOnceWithFSType",
      efs.file("deploy/kubernetes/base/csidriver.yaml"),
    ),
    required: [
      fact(
        {
          anyOf: ["provisioningMode"],
          answer: "Missing provisioningMode parameter",
        },
        efs.file("pkg/driver/controller.go"),
      ),
      fact(
        {
          anyOf: ["fileSystemId", "fileSystemIdConfigRef", "fileSystemIdSecretRef"],
          answer:
            "Failed to resolve filesystem Id one of fileSystemId, fileSystemIdConfigRef, or fileSystemIdSecretRef must be specified",
        },
        efs.file("pkg/driver/controller.go"),
      ),
      fact({ anyOf: ["directoryPerms"], answer: null }, efs.file("docs/parameters.md")),
    ],
    variants: [
      {
        name: null,
        medium: "file",
        filesystem: fact(modes(yes, no, yes, yesAsSingleWriter), efsModes),
        block: fact(noModes, efs.file("pkg/driver/node.go", "validateAccessType")),
        readOnlyMany: undocumented,
        topology: fact(
          {
            reach: "region",
            remark:
              'A One Zone file system is kept to its zone only where the class says enforceZoneAffinity: "true".',
          },
          efs.file("docs/parameters.md"),
        ),
        size: fact(
          {
            limit: "none",
            remark: "The requested size is a placeholder that is not actually used.",
          },
          efs.file("docs/README.md"),
        ),
        manifests: [
          fact(
            {
              purpose: "A folder of its own for each claim, behind an access point.",
              gives: ["ReadWriteMany"],
              objects: {
                StorageClass: {
                  parameters: {
                    provisioningMode: "efs-ap",
                    fileSystemId: null,
                    directoryPerms: "700",
                  },
                },
              },
            },
            efs.file("docs/parameters.md"),
            efs.file("pkg/driver/controller.go"),
          ),
          fact(
            {
              purpose: "The same on S3 Files.",
              gives: ["ReadWriteMany"],
              objects: {
                StorageClass: {
                  parameters: {
                    provisioningMode: "s3files-ap",
                    fileSystemId: null,
                    directoryPerms: "700",
                  },
                },
              },
            },
            efs.file("docs/parameters.md"),
          ),
          fact(
            {
              purpose:
                "An existing file system, a folder or an access point of it: fs-xxxx[:path[:fsap-xxxx]], on S3 Files s3files:fs-xxxx[:path[:fsap-xxxx]].",
              gives: ["ReadWriteMany"],
              objects: { PersistentVolume: { spec: { csi: { volumeHandle: null } } } },
            },
            efs.file("pkg/driver/node.go", "parseVolumeId"),
          ),
        ],
        notes: [
          fact(
            "ReadOnlyMany is rejected (invalid access mode: MULTI_NODE_READER_ONLY): use ReadWriteMany, and readOnly: true in the pod.",
            efsModes,
            efs.issue(502),
            efs.issue(972),
          ),
          fact(
            "Exactly one of fileSystemId, fileSystemIdConfigRef and fileSystemIdSecretRef must be given.",
            efs.file("pkg/driver/controller.go"),
          ),
          fact(
            "A class with a file system but no provisioningMode answers: Missing provisioningMode parameter.",
            efs.file("pkg/driver/controller.go"),
          ),
          fact(
            "directoryPerms is mandatory in the documentation, but the driver does not check it.",
            efs.file("docs/parameters.md"),
            efs.file("pkg/driver/controller.go"),
          ),
          fact(
            "A dynamically made access point forces its own user and group on every file operation: runAsUser and fsGroup do not matter.",
            efs.file("docs/README.md"),
          ),
          fact("On Fargate only static volumes work.", efs.file("docs/README.md")),
          fact("A file system has at most 10000 access points.", efs.file("docs/README.md")),
          fact("Mounts use TLS by default.", efs.file("docs/README.md")),
        ],
      },
    ],
    identify: identifyEfsVolume,
  },
  {
    names: ["fsx.csi.aws.com"],
    product: "Amazon FSx for Lustre",
    cloud: "aws",
    kind: "csi",
    attachRequired: fact(false, lustre.file("deploy/kubernetes/base/csidriver.yaml")),
    fsGroupPolicy: fact(
      "ReadWriteOnceWithFSType",
      lustre.file("deploy/kubernetes/base/csidriver.yaml"),
    ),
    required: [
      fact(
        { anyOf: ["subnetId"], answer: null },
        lustre.file("examples/kubernetes/dynamic_provisioning/README.md"),
      ),
    ],
    variants: [
      {
        name: null,
        medium: "file",
        filesystem: fact(modes(yes, no, yes, yesAsSingleWriter), lustreController),
        block: undocumentedModes,
        readOnlyMany: undocumented,
        topology: fact(
          { reach: "backend", remark: "The file system is in the one subnet of the class." },
          lustre.file("examples/kubernetes/dynamic_provisioning/README.md"),
        ),
        size: derived({ limit: "filesystem" }, lustreController),
        manifests: [
          fact(
            {
              purpose: "A file system of its own for the claim.",
              gives: ["ReadWriteMany"],
              objects: {
                StorageClass: {
                  parameters: {
                    subnetId: null,
                    securityGroupIds: null,
                    deploymentType: null,
                    storageType: null,
                  },
                  mountOptions: ["flock"],
                },
              },
            },
            lustre.file("examples/kubernetes/dynamic_provisioning/README.md"),
          ),
        ],
        notes: [
          fact(
            "On HDD the class must also give driveCacheType.",
            lustre.file("examples/kubernetes/dynamic_provisioning/README.md"),
          ),
          fact(
            "SSD sizes are rounded up: deployment SCRATCH_1 or unset to 1200, 2400 or a multiple of 3600 GiB, other deployments to 1200 or a multiple of 2400 GiB.",
            lustre.file("pkg/util/util.go", "RoundUpVolumeSize"),
          ),
          fact(
            "HDD sizes are rounded up to a multiple of 6000 GiB at perUnitStorageThroughput 12, else of 1800 GiB.",
            lustre.file("pkg/util/util.go", "RoundUpVolumeSize"),
          ),
          fact("Not available to pods on Fargate.", eks.file("latest/ug/storage/fsx-csi.adoc")),
        ],
      },
    ],
    identify: identifyLustreFileSystem,
  },
  {
    names: ["fsx.openzfs.csi.aws.com"],
    product: "Amazon FSx for OpenZFS",
    cloud: "aws",
    kind: "csi",
    attachRequired: fact(false, openZfs.file("deploy/kubernetes/base/csidriver.yaml")),
    fsGroupPolicy: fact(
      "ReadWriteOnceWithFSType",
      openZfs.file("deploy/kubernetes/base/csidriver.yaml"),
    ),
    required: [fact({ anyOf: ["ResourceType"], answer: null }, openZfsParameters)],
    variants: [
      {
        name: "volume",
        when: [{ parameter: { name: "ResourceType", oneOf: ["volume", '"volume"'] } }],
        medium: "file",
        filesystem: fact(modes(yes, no, yes, yesAsSingleWriter), openZfsController),
        block: undocumentedModes,
        readOnlyMany: undocumented,
        topology: fact(
          { reach: "backend", remark: "As the file system that holds the volume." },
          openZfsParameters,
        ),
        size: fact(
          {
            limit: "none",
            remark:
              "The requested size is ignored; only StorageCapacityQuotaGiB of the class sets a quota.",
          },
          openZfs.file("docs/FAQ.md"),
          openZfsParameters,
        ),
        manifests: [
          fact(
            {
              purpose: "A volume of an existing file system. The values are JSON strings.",
              gives: ["ReadWriteMany"],
              objects: {
                StorageClass: {
                  parameters: { ResourceType: '"volume"', ParentVolumeId: null },
                  mountOptions: ["nfsvers=4.1"],
                },
                PersistentVolumeClaim: { spec: { resources: { requests: { storage: "1Gi" } } } },
              },
            },
            openZfsParameters,
            openZfs.file("examples/kubernetes/dynamic-provisioning/volume/storageclass.yaml"),
          ),
        ],
        notes: [
          fact(
            "The claim must request exactly 1Gi, or creation fails.",
            openZfs.file("docs/FAQ.md"),
          ),
          fact("Volumes cannot be expanded.", openZfs.file("docs/FAQ.md")),
        ],
      },
      {
        name: "filesystem",
        when: [{ parameter: { name: "ResourceType", oneOf: ["filesystem", '"filesystem"'] } }],
        medium: "file",
        filesystem: fact(modes(yes, no, yes, yesAsSingleWriter), openZfsController),
        block: undocumentedModes,
        readOnlyMany: undocumented,
        topology: fact(
          { reach: "backend", remark: "DeploymentType of the class: SINGLE_AZ_… or MULTI_AZ_1." },
          openZfsParameters,
        ),
        size: fact({ limit: "filesystem" }, openZfsParameters),
        manifests: [
          fact(
            {
              purpose: "A file system of its own for the claim. The values are JSON strings.",
              gives: ["ReadWriteMany"],
              objects: {
                StorageClass: {
                  parameters: {
                    ResourceType: '"filesystem"',
                    DeploymentType: null,
                    ThroughputCapacity: null,
                    SubnetIds: null,
                    SkipFinalBackupOnDeletion: null,
                  },
                  mountOptions: ["nfsvers=4.1"],
                },
              },
            },
            openZfsParameters,
          ),
        ],
        notes: [
          fact(
            "A claim on an INTELLIGENT_TIERING file system must request exactly 1Gi, or creation fails.",
            openZfs.file("docs/FAQ.md"),
          ),
        ],
      },
    ],
  },
  {
    names: ["s3.csi.aws.com"],
    product: "Mountpoint for Amazon S3",
    cloud: "aws",
    kind: "csi",
    attachRequired: fact(false, s3.file("deploy/kubernetes/base/csidriver.yaml")),
    fsGroupPolicy: fact(
      "ReadWriteOnceWithFSType",
      s3.file("deploy/kubernetes/base/csidriver.yaml"),
    ),
    mountGroup: fact("The driver gets the pod's fsGroup; the kubelet changes no owner.", s3Node),
    staticOnly: fact(
      "A volume names its bucket itself: there is no dynamic provisioning.",
      s3Configuration,
    ),
    variants: [
      {
        name: null,
        medium: "object",
        filesystem: fact(modes(no, yes, yes, no), s3Node),
        block: undocumentedModes,
        readOnlyMany: fact("forced", s3Node),
        topology: fact({ reach: "anywhere" }, s3Configuration),
        size: fact(
          { limit: "none", remark: "The value is ignored, but required." },
          s3Configuration,
        ),
        manifests: [
          fact(
            {
              purpose: "A bucket, or a prefix of it. There is no dynamic provisioning.",
              gives: ["ReadOnlyMany", "ReadWriteMany"],
              objects: {
                PersistentVolume: {
                  spec: {
                    storageClassName: "",
                    claimRef: { namespace: null, name: null },
                    mountOptions: ["allow-delete"],
                    csi: { volumeHandle: null, volumeAttributes: { bucketName: null } },
                  },
                },
                PersistentVolumeClaim: { spec: { storageClassName: "" } },
              },
            },
            s3Configuration,
          ),
        ],
        notes: [
          fact(
            "The mount options region and prefix say where the bucket is and which part of it to show.",
            s3Configuration,
          ),
          fact(
            "ReadWriteOnce and ReadWriteOncePod fail at mount: Volume capability not supported.",
            s3Node,
          ),
          fact(
            "Not a complete POSIX file system: a directory disappears when its last file is deleted, and a subPath mount of it breaks.",
            s3.file("docs/TROUBLESHOOTING.md"),
          ),
          fact("Not available to pods on Fargate.", eks.file("latest/ug/storage/s3-csi.adoc")),
        ],
      },
    ],
    identify: identifyBucket,
  },
];

/** The one kind of handle by which each node sees a disk of its own. */
function identifyEbsVolume(volume: BackendVolume): Backend | null {
  return volume.source.handle?.startsWith("local-ebs://") ? null : placeByHandle(volume);
}

/**
 * The driver mounts what the attributes name, whatever the handle says.
 *
 * @see https://github.com/kubernetes-sigs/aws-fsx-csi-driver/blob/HEAD/pkg/driver/node.go NodePublishVolume
 */
function identifyLustreFileSystem(volume: BackendVolume): Backend | null {
  const server = readAttribute(volume, "dnsname");
  if (server === null) return placeByHandle(volume);
  return placeIn(`lustre:${server.toLowerCase()}`, readAttribute(volume, "mountname") ?? "fsx");
}

/**
 * `fs-1[:path[:fsap-1]]`, with `efs:` or `s3files:` in front or not. Which folder an access point
 * leads to is not in the handle: it is a folder of its own below the root, never a named one.
 *
 * @see https://github.com/kubernetes-sigs/aws-efs-csi-driver/blob/HEAD/pkg/driver/node.go parseVolumeId
 */
function identifyEfsVolume(volume: BackendVolume): Backend | null {
  const handle = volume.source.handle ?? "";
  const parsed = /^(?:(efs|s3files):)?(fs-[^:]+)(?::([^:]*))?(?::([^:]*))?$/.exec(handle);
  if (parsed === null) return placeByHandle(volume);
  const [, type = "efs", fileSystem, path = "", accessPoint] = parsed;
  return placeIn(`${type}:${fileSystem}`, accessPoint ? `:${accessPoint}` : "", path);
}

/** The handle is arbitrary; a bucket is one by its name, or as a whole by its ARN. */
function identifyBucket(volume: BackendVolume): Backend | null {
  const bucket = readAttribute(volume, "bucketName");
  if (bucket === null) return placeByHandle(volume);
  return placeIn(`s3:${bucket}`, readMountOption(volume, "prefix") ?? "");
}
