import type { KnownAccessMode } from "../../core/model/access-mode.ts";
import { page, repository } from "../../knowledge/citation.ts";
import { fact } from "../../knowledge/fact.ts";
import type { Backend } from "../backend.ts";
import { because } from "../tree.ts";
import { buildClass } from "./build-class.ts";

const amazon = repository("kubernetes-sigs/aws-ebs-csi-driver");
const azure = repository("kubernetes-sigs/azuredisk-csi-driver");
const google = repository("kubernetes-sigs/gcp-compute-persistent-disk-csi-driver");

/** A disk is one node's: with a file system it can have no other modes. */
const MODES: readonly KnownAccessMode[] = ["ReadWriteOnce", "ReadWriteOncePod"];

const GIVEN_BY_KUBELET =
  "The driver's policy is File: the kubelet gives the file system to this group.";

export const ebs: Backend = {
  name: "ebs",
  driver: "ebs.csi.aws.com",
  cloud: "aws",
  summary: "Amazon EBS, a disk for each claim",
  modes: MODES,
  values: [],
  storageClass: (context) =>
    buildClass(context, {
      provisioner: "ebs.csi.aws.com",
      parameters: {
        type: because(
          "gp3",
          "The driver's default, so that nobody has to know it.",
          amazon.file("docs/parameters.md"),
        ),
      },
      expands: true,
      waits: true,
    }),
  volume: null,
  sharesPlaces: false,
  writeAccess: {
    by: "fsGroup",
    because: fact(
      GIVEN_BY_KUBELET,
      amazon.file("charts/aws-ebs-csi-driver/templates/csidriver.yaml"),
    ),
  },
};

export const azureDisk: Backend = {
  name: "azure-disk",
  driver: "disk.csi.azure.com",
  cloud: "azure",
  summary: "Azure Disk, a disk for each claim",
  modes: MODES,
  values: [],
  storageClass: (context) =>
    buildClass(context, {
      provisioner: "disk.csi.azure.com",
      parameters: {
        skuName: because(
          "StandardSSD_LRS",
          "One zone; StandardSSD_ZRS can be reached from several.",
          azure.file("docs/driver-parameters.md"),
        ),
      },
      expands: true,
      waits: true,
    }),
  volume: null,
  sharesPlaces: false,
  writeAccess: {
    by: "fsGroup",
    because: fact(GIVEN_BY_KUBELET, azure.file("deploy/csi-azuredisk-driver.yaml")),
  },
};

export const persistentDisk: Backend = {
  name: "pd",
  driver: "pd.csi.storage.gke.io",
  cloud: "gcp",
  summary: "Google Persistent Disk, a disk for each claim",
  modes: MODES,
  values: [],
  storageClass: (context) =>
    buildClass(context, {
      provisioner: "pd.csi.storage.gke.io",
      parameters: {
        type: because(
          "pd-balanced",
          "An SSD; the driver's default is pd-standard, a hard disk.",
          google.file("README.md", "CreateVolume Parameters"),
        ),
        "csi.storage.k8s.io/fstype": because(
          "ext4",
          "Without a file system type the kubelet leaves fsGroup out.",
          repository("kubernetes/api").file("storage/v1/types.go", "FSGroupPolicy"),
        ),
      },
      expands: true,
      waits: true,
    }),
  volume: null,
  sharesPlaces: false,
  writeAccess: {
    by: "fsGroup",
    because: fact(
      "The class names a file system type and one node writes: the kubelet gives it to this group, on ReadWriteOncePod since Kubernetes 1.32.",
      repository("kubernetes/kubernetes").file("pkg/volume/csi/csi_mounter.go", "supportsFSGroup"),
      page("kubernetes/kubernetes#128244", "https://github.com/kubernetes/kubernetes/pull/128244"),
    ),
  },
};
