import { page, repository } from "../../knowledge/citation.ts";
import { derived, fact } from "../../knowledge/fact.ts";
import type { Backend, BackendValues } from "../backend.ts";
import { because, type Explained } from "../tree.ts";
import { mustMatch, requireValue } from "./backend-value.ts";
import { buildClass } from "./build-class.ts";
import { buildVolume } from "./build-volume.ts";
import { fillParameters, findManifest, listMountOptions, requireDriver } from "./known-manifest.ts";

const driver = requireDriver("fsx.csi.aws.com");
const manifest = findManifest(driver, "StorageClass");
const own = repository("kubernetes-sigs/aws-fsx-csi-driver");
const deploymentTypes = page(
  "FSx for Lustre: deployment options",
  "https://docs.aws.amazon.com/fsx/latest/LustreGuide/using-fsx-lustre.html",
);
const existing = own.file("examples/kubernetes/static_provisioning/README.md");
const node = own.file("pkg/driver/node.go", "NodePublishVolume");
const throughputs = page(
  "kubernetes-sigs/aws-fsx-csi-driver#232",
  "https://github.com/kubernetes-sigs/aws-fsx-csi-driver/pull/232",
);

/**
 * What a file system may give, in MB/s for each TiB, on SSD; none: its type takes no number.
 *
 * @see https://docs.aws.amazon.com/fsx/latest/APIReference/API_CreateFileSystemLustreConfiguration.html
 * @see https://github.com/kubernetes-sigs/aws-fsx-csi-driver/issues/288
 */
const THROUGHPUTS: Readonly<Record<string, readonly string[]>> = {
  SCRATCH_1: [],
  SCRATCH_2: [],
  PERSISTENT_1: ["50", "100", "200"],
  PERSISTENT_2: ["125", "250", "500", "1000"],
};
const DEPLOYMENT_TYPES = Object.keys(THROUGHPUTS);
const USUAL_TYPE = "PERSISTENT_1";

export const fsx: Backend = {
  name: "fsx",
  driver: "fsx.csi.aws.com",
  cloud: "aws",
  summary: "Amazon FSx for Lustre, a file system of its own for each claim",
  modes: ["ReadWriteOnce", "ReadWriteMany", "ReadWriteOncePod"],
  values: [
    {
      flag: "subnet-id",
      description: "the subnet that the file system is made in",
      example: "subnet-0123456789abcdef0",
      neededFor: "class",
      check: mustMatch(/^subnet-[0-9a-f]+$/, "subnet- and hexadecimal digits"),
    },
    {
      flag: "security-group-ids",
      description: "security groups that let nodes reach the file system, separated by commas",
      example: "sg-0123456789abcdef0",
      neededFor: "class",
      check: mustMatch(/^sg-[0-9a-f]+(,sg-[0-9a-f]+)*$/, "sg- and hexadecimal digits"),
    },
    {
      flag: "deployment-type",
      description: "how durable the file system is (PERSISTENT_1 if left out)",
      example: "PERSISTENT_2",
      neededFor: "nothing",
      check: (value) =>
        DEPLOYMENT_TYPES.includes(value) ? null : `must be one of ${DEPLOYMENT_TYPES.join(", ")}`,
    },
    {
      flag: "per-unit-storage-throughput",
      description:
        "MB/s for each TiB of a persistent file system (the least if left out: 50 of PERSISTENT_1, 125 of PERSISTENT_2)",
      example: "250",
      neededFor: "nothing",
      check: (value, values) => {
        const type = typeOf(values);
        const offered = THROUGHPUTS[type] ?? [];
        if (offered.includes(value)) return null;
        return offered.length === 0
          ? `must be left out: a ${type} file system takes none`
          : `must be one of ${offered.join(", ")} for ${type}`;
      },
    },
    {
      flag: "file-system-id",
      description: "the file system that is there",
      example: "fs-0123456789abcdef0",
      neededFor: "volume",
      check: mustMatch(/^fs-[0-9a-f]+$/, "fs- and hexadecimal digits"),
    },
    {
      flag: "dns-name",
      description: "its DNS name, as aws fsx describe-file-systems tells it",
      example: "fs-0123456789abcdef0.fsx.us-east-1.amazonaws.com",
      neededFor: "volume",
      check: mustMatch(/^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/, "a DNS name"),
    },
    {
      flag: "mount-name",
      description: "its mount name, as aws fsx describe-file-systems tells it",
      example: "fsx",
      neededFor: "volume",
      check: mustMatch(/^[A-Za-z0-9_]{1,8}$/, "letters and digits, 8 at most"),
    },
  ],
  storageClass: (context) =>
    buildClass(context, {
      provisioner: "fsx.csi.aws.com",
      parameters: fillParameters(driver, manifest, {
        subnetId: requireValue(context.values, "subnet-id"),
        securityGroupIds: requireValue(context.values, "security-group-ids"),
        deploymentType: because(
          typeOf(context.values),
          "Scratch types lose data when a server fails, persistent ones do not.",
          deploymentTypes,
        ),
        perUnitStorageThroughput: buildThroughput(context.values),
        storageType: "SSD",
      }),
      mountOptions: listMountOptions(driver, manifest),
    }),
  volume: (context) => {
    const fileSystem = requireValue(context.values, "file-system-id");
    return buildVolume(context, {
      mountOptions: listMountOptions(driver, manifest),
      source: {
        csi: {
          driver: "fsx.csi.aws.com",
          volumeHandle:
            context.unique === ""
              ? because(fileSystem, "The file system.", existing)
              : because(
                  `${fileSystem}#${context.unique}`,
                  "A handle for each volume: the driver mounts what volumeAttributes name.",
                  node,
                ),
          volumeAttributes: {
            dnsname: because(
              requireValue(context.values, "dns-name"),
              "What is mounted, with the mount name.",
              existing,
            ),
            mountname: requireValue(context.values, "mount-name"),
          },
        },
      },
    });
  },
  sharesPlaces: true,
  writeAccess: {
    by: "fsGroup",
    because: derived(
      "On ReadWriteMany the driver's policy, ReadWriteOnceWithFSType, changes no owner: give the folder to this group on the file system once, or install the driver with csidriver.fsGroupPolicy File.",
      own.file("deploy/kubernetes/base/csidriver.yaml"),
      own.file("charts/aws-fsx-csi-driver/CHANGELOG.md"),
    ),
    byHand:
      "a new FSx for Lustre file system is root's, and the pods cannot write until its root folder is given to their group once, as root (chgrp, chmod g+w), unless the driver is installed with csidriver.fsGroupPolicy File",
  },
  leastSize: ({ deploymentType = "", storageType = "SSD", perUnitStorageThroughput }) => {
    const gibibytes =
      storageType === "SSD" ? 1200 : perUnitStorageThroughput === "12" ? 6000 : 1800;
    const steps =
      storageType !== "SSD"
        ? `multiples of ${gibibytes}`
        : deploymentType === "" || deploymentType === "SCRATCH_1"
          ? "1200, 2400 or multiples of 3600"
          : "1200 or multiples of 2400";
    return {
      quantity: `${gibibytes}Gi`,
      because: fact(
        `The size of the whole file system, for all who use it: ${steps} GiB, to which the driver rounds it up.`,
        own.file("pkg/util/util.go", "RoundUpVolumeSize"),
      ),
    };
  },
};

function typeOf(values: BackendValues): string {
  return values["deployment-type"] ?? USUAL_TYPE;
}

/** undefined: the file system takes no number. */
function buildThroughput(values: BackendValues): Explained | undefined {
  const [least] = THROUGHPUTS[typeOf(values)] ?? [];
  if (least === undefined) return undefined;
  return because(
    values["per-unit-storage-throughput"] ?? least,
    "MB/s for each TiB. A persistent file system needs it: left out, CreateFileSystem fails with InvalidPerUnitStorageThroughput.",
    throughputs,
  );
}
