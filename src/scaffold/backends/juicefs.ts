import { repository } from "../../knowledge/citation.ts";
import { fact } from "../../knowledge/fact.ts";
import type { Backend } from "../backend.ts";
import { because } from "../tree.ts";
import { requireSecret, secretParameters, secretValues } from "./backend-value.ts";
import { buildClass } from "./build-class.ts";
import { buildVolume } from "./build-volume.ts";
import { fillParameters, findManifest, requireDriver } from "./known-manifest.ts";

const driver = requireDriver("csi.juicefs.com");
const own = repository("juicedata/juicefs-csi-driver");
const existing = own.file("docs/en/guide/pv.md", "Static provisioning");

const openFolder = fact(
  "JuiceFS goes by the numbers that the pod brings, and the driver opens the folder it makes to everybody (0777). fsGroup would change every file at each start.",
  own.file("pkg/juicefs/juicefs.go", "CreateVol"),
  own.file("docs/en/administration/going-production.md", "Avoid Using fsGroup"),
);

export const juiceFs: Backend = {
  name: "juicefs",
  driver: "csi.juicefs.com",
  cloud: "onprem",
  summary: "JuiceFS, a folder for each claim",
  modes: ["ReadWriteOnce", "ReadWriteMany", "ReadWriteOncePod"],
  volumeModes: ["ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod"],
  values: secretValues("juicefs-secret", "both"),
  storageClass: (context) =>
    buildClass(context, {
      provisioner: "csi.juicefs.com",
      parameters: fillParameters(
        driver,
        findManifest(driver, "StorageClass"),
        secretParameters(requireSecret(context.values), "provisioner", "node-publish"),
      ),
    }),
  volume: (context) =>
    buildVolume(context, {
      source: {
        csi: {
          driver: "csi.juicefs.com",
          volumeHandle: because(
            context.name,
            "Any text that no other volume has; the volume's own name is what JuiceFS advises.",
            existing,
          ),
          fsType: "juicefs",
          nodePublishSecretRef: because(
            requireSecret(context.values),
            "Says which file system it is, and how to get in.",
            existing,
          ),
        },
      },
    }),
  // Which file system it is only the Secret says, so that no volume shows that it shares one.
  sharesPlaces: false,
  writeAccess: {
    by: "supplementalGroups",
    because: openFolder,
  },
  readWriteAccess: () => ({ by: "supplementalGroups", because: openFolder }),
  volumeWriteAccess: {
    by: "supplementalGroups",
    because: fact(
      "JuiceFS goes by the numbers that the pod brings: this group, or the user, must be allowed to write there. fsGroup would change every file at each start.",
      own.file("docs/en/security/permission.md"),
      own.file("docs/en/administration/going-production.md", "Avoid Using fsGroup"),
    ),
  },
};
