import { repository } from "../../knowledge/citation.ts";
import { fact } from "../../knowledge/fact.ts";
import type { Backend } from "../backend.ts";
import { because } from "../tree.ts";
import { mustMatch, requireValue, serverValue } from "./backend-value.ts";
import { buildClass } from "./build-class.ts";
import { buildVolume } from "./build-volume.ts";
import { fillParameters, findManifest, requireDriver } from "./known-manifest.ts";

const driver = requireDriver("filestore.csi.storage.gke.io");
const own = repository("kubernetes-sigs/gcp-filestore-csi-driver");
const readme = own.file("README.md", "Supported CreateVolume parameters");
const existing = own.file("examples/kubernetes/pre-provision/preprov-pv.yaml");
const TIERS = ["basic_hdd", "basic_ssd", "zonal", "high_scale_ssd", "regional", "enterprise"];

const OLDER_HDD = " Drivers before that of GKE 1.33 raise it to 1 TiB.";

/** As a claim asks for it, and in words. Of `zonal` what older drivers refuse is left to them. */
const LEAST_SIZES: Readonly<Record<string, readonly [string, string, string?]>> = {
  standard: ["100Gi", "100 GiB", OLDER_HDD],
  basic_hdd: ["100Gi", "100 GiB", OLDER_HDD],
  premium: ["2560Gi", "2.5 TiB"],
  basic_ssd: ["2560Gi", "2.5 TiB"],
  enterprise: ["1Ti", "1 TiB"],
  zonal: ["1Ti", "1 TiB"],
  regional: ["100Gi", "100 GiB"],
  high_scale_ssd: ["10Ti", "10 TiB"],
};

export const filestore: Backend = {
  name: "filestore",
  driver: "filestore.csi.storage.gke.io",
  cloud: "gcp",
  summary: "Google Filestore, an instance of its own for each claim",
  modes: ["ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod"],
  values: [
    {
      flag: "tier",
      description: "the tier of the instance (basic_hdd if left out)",
      example: "enterprise",
      neededFor: "nothing",
      check: (value) => (TIERS.includes(value) ? null : `must be one of ${TIERS.join(", ")}`),
    },
    {
      flag: "network",
      description: "the VPC network of the cluster (default if left out)",
      example: "shop-vpc",
      neededFor: "nothing",
      check: mustMatch(/^[a-z][-a-z0-9/_.:]*$/, "the name of a VPC network"),
    },
    {
      flag: "location",
      description: "the zone or region of the instance",
      example: "us-central1-a",
      neededFor: "volume",
      check: mustMatch(/^[a-z]+-[a-z]+[0-9]+(-[a-z])?$/, "a zone or a region"),
    },
    {
      flag: "instance",
      description: "the Filestore instance",
      example: "shop-files",
      neededFor: "volume",
      check: mustMatch(/^[a-z]([-a-z0-9]*[a-z0-9])?$/, "lower case letters, digits and dashes"),
    },
    {
      flag: "share",
      description: "the file share of the instance",
      example: "vol1",
      neededFor: "volume",
      check: mustMatch(/^[a-z][a-z0-9_]*$/, "lower case letters, digits and underscores"),
    },
    {
      ...serverValue("volume"),
      description: "the IP address of the instance",
      example: "10.0.0.2",
    },
  ],
  storageClass: (context) =>
    buildClass(context, {
      provisioner: "filestore.csi.storage.gke.io",
      parameters: fillParameters(driver, findManifest(driver, "StorageClass", '"tier":null'), {
        tier: because(
          context.values.tier ?? "basic_hdd",
          "Each tier has a size below which a request is silently raised.",
          own.file("pkg/csi_driver/controller.go"),
        ),
        network: because(
          context.values.network ?? "default",
          "The network that nodes are in: others do not reach the instance.",
          readme,
        ),
      }),
      expands: true,
    }),
  volume: (context) => {
    const location = requireValue(context.values, "location");
    const instance = requireValue(context.values, "instance");
    const share = requireValue(context.values, "share");
    return buildVolume(context, {
      source: {
        csi: {
          driver: "filestore.csi.storage.gke.io",
          volumeHandle: because(
            `modeInstance/${location}/${instance}/${share}`,
            "Mode, zone or region, instance and share: the driver takes it apart.",
            existing,
          ),
          volumeAttributes: { ip: requireValue(context.values, "server"), volume: share },
        },
      },
    });
  },
  // The handle is the share, there is no second one for it.
  sharesPlaces: false,
  writeAccess: {
    by: "fsGroup",
    because: fact(
      "An instance lets only root write at first: with the driver's policy File the kubelet gives it and all that is in it to this group, on ReadWriteMany too.",
      own.file("README.md", "Non-root access"),
      own.file("docs/kubernetes/fsgroup.md"),
    ),
  },
  leastSize: ({ tier = "standard", multishare = "false" }) => {
    const least = LEAST_SIZES[tier];
    if (least === undefined || multishare.toLowerCase() === "true") return null;
    const [quantity, size, remark = ""] = least;
    return {
      quantity,
      because: fact(
        `The size of the instance, ${size} at least in this tier: less is silently raised.${remark}`,
        own.file("pkg/csi_driver/controller.go", "getRequestCapacity"),
      ),
    };
  },
};
