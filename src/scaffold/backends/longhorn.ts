import { page, repository } from "../../knowledge/citation.ts";
import { fact } from "../../knowledge/fact.ts";
import type { Backend } from "../backend.ts";
import { because } from "../tree.ts";
import { checkObjectName, requireValue } from "./backend-value.ts";
import { buildClass } from "./build-class.ts";
import { buildVolume } from "./build-volume.ts";
import { fillParameters, findManifest, requireDriver } from "./known-manifest.ts";

const driver = requireDriver("driver.longhorn.io");
const examples = page("Longhorn: examples", "https://longhorn.io/docs/references/examples");

export const longhorn: Backend = {
  name: "longhorn",
  driver: "driver.longhorn.io",
  cloud: "onprem",
  summary: "Longhorn, a volume on the nodes' disks, shared over NFS",
  modes: ["ReadWriteOnce", "ReadWriteMany", "ReadWriteOncePod"],
  values: [
    {
      flag: "volume-name",
      description: "the Longhorn volume that is there",
      example: "media",
      neededFor: "volume",
      check: checkObjectName,
    },
  ],
  storageClass: (context) =>
    buildClass(context, {
      provisioner: "driver.longhorn.io",
      parameters: fillParameters(driver, findManifest(driver, "StorageClass", "migratable"), {}),
      expands: true,
    }),
  volume: (context) =>
    buildVolume(context, {
      source: {
        csi: {
          driver: "driver.longhorn.io",
          volumeHandle: because(
            requireValue(context.values, "volume-name"),
            "The Longhorn volume.",
            examples,
          ),
          fsType: because(
            "ext4",
            "Without a file system type the kubelet leaves fsGroup out.",
            repository("kubernetes/api").file("storage/v1/types.go", "FSGroupPolicy"),
          ),
        },
      },
    }),
  // The handle is the volume, there is no second one for it.
  sharesPlaces: false,
  writeAccess: {
    by: "fsGroup",
    because: fact(
      "On ReadWriteMany the share-manager opens the volume's root folder to everybody (0777); on ReadWriteOnce the kubelet gives it to this group.",
      page(
        "longhorn/longhorn-share-manager#12",
        "https://github.com/longhorn/longhorn-share-manager/pull/12",
      ),
      repository("longhorn/longhorn").issue(11817),
      repository("longhorn/longhorn-manager").file("csi/deployment.go"),
    ),
  },
};
