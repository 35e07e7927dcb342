import { repository } from "../../knowledge/citation.ts";
import { derived, fact } from "../../knowledge/fact.ts";
import type { Backend } from "../backend.ts";
import { because } from "../tree.ts";
import { mustMatch, requireValue } from "./backend-value.ts";
import { buildClass } from "./build-class.ts";
import { buildVolume } from "./build-volume.ts";
import { fillParameters, findManifest, requireDriver } from "./known-manifest.ts";

const driver = requireDriver("efs.csi.aws.com");
const own = repository("kubernetes-sigs/aws-efs-csi-driver");
const parameters = own.file("docs/parameters.md");
const handles = own.file("pkg/driver/node.go", "parseVolumeId");
const accessPoints = own.file("examples/kubernetes/efs/access_points/README.md");

export const efs: Backend = {
  name: "efs",
  driver: "efs.csi.aws.com",
  cloud: "aws",
  summary: "Amazon EFS, an access point for each claim",
  modes: ["ReadWriteOnce", "ReadWriteMany", "ReadWriteOncePod"],
  values: [
    {
      flag: "file-system-id",
      description: "the EFS file system",
      example: "fs-0123456789abcdef0",
      neededFor: "both",
      check: mustMatch(/^fs-[0-9a-f]{8,40}$/, "fs- and 8 to 40 hexadecimal digits"),
    },
    {
      flag: "access-point-id",
      description: "the access point of it that pods go through",
      example: "fsap-0123456789abcdef0",
      neededFor: "volume",
      check: mustMatch(/^fsap-[0-9a-f]{8,40}$/, "fsap- and 8 to 40 hexadecimal digits"),
    },
  ],
  storageClass: (context) =>
    buildClass(context, {
      provisioner: "efs.csi.aws.com",
      parameters: fillParameters(driver, findManifest(driver, "StorageClass", "efs-ap"), {
        fileSystemId: requireValue(context.values, "file-system-id"),
        uid: because(
          String(context.runAsUser),
          "Whoever writes, the files belong to this user and group.",
          parameters,
        ),
        gid: String(context.fsGroup),
      }),
    }),
  volume: (context) => {
    const fileSystem = requireValue(context.values, "file-system-id");
    const accessPoint = requireValue(context.values, "access-point-id");
    return buildVolume(context, {
      source: {
        csi: {
          driver: "efs.csi.aws.com",
          volumeHandle:
            context.unique === ""
              ? because(
                  `${fileSystem}::${accessPoint}`,
                  "File system, path, access point; no path: all that the access point shows.",
                  handles,
                )
              : because(
                  `${fileSystem}:/${context.unique}/..:${accessPoint}`,
                  "A handle for each volume: the driver cleans the path in the middle to /.",
                  handles,
                ),
        },
      },
    });
  },
  sharesPlaces: true,
  writeAccess: {
    by: "accessPoint",
    because: fact(
      "The access point puts the uid and gid of the class in the place of the pod's, whatever the pod runs as.",
      parameters,
    ),
  },
  readWriteAccess: ({ provisioningMode = "" }) =>
    /^(efs|s3files)-ap$/.test(provisioningMode)
      ? {
          by: "accessPoint",
          because: fact(
            "The access point that the class makes for the claim puts its own uid and gid in the place of the pod's, whatever the pod runs as.",
            parameters,
          ),
        }
      : null,
  volumeWriteAccess: {
    by: "accessPoint",
    because: derived(
      "An access point that enforces a user writes as that one; through any other its root folder must let this user or group write.",
      parameters,
      accessPoints,
    ),
  },
};
