import { repository } from "../../knowledge/citation.ts";
import { fact } from "../../knowledge/fact.ts";
import type { Backend } from "../backend.ts";
import { because } from "../tree.ts";
import { mustMatch, requireValue } from "./backend-value.ts";
import { buildVolume } from "./build-volume.ts";
import { ownerOptions } from "./owner-options.ts";

const own = repository("GoogleCloudPlatform/gcs-fuse-csi-driver");
const permissions = own.file("docs/authentication.md", "runAsUser");
const handles = own.file("pkg/util/util.go", "ParseVolumeID");
const existing = own.file("examples/static/pv-pvc-deploymen-non-root.yaml");

export const gcsFuse: Backend = {
  name: "gcs-fuse",
  driver: "gcsfuse.csi.storage.gke.io",
  cloud: "gcp",
  summary: "a bucket of Google Cloud Storage as a file system",
  modes: ["ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod"],
  values: [
    {
      flag: "bucket",
      description: "the bucket of Cloud Storage",
      example: "shop-media",
      neededFor: "volume",
      check: mustMatch(
        /^[a-z0-9][-a-z0-9_.]{1,220}[a-z0-9]$/,
        "3 or more lower case letters, digits, dots, dashes and underscores",
      ),
    },
  ],
  storageClass: null,
  volume: (context) => {
    const bucket = requireValue(context.values, "bucket");
    return buildVolume(context, {
      mountOptions: [
        ...ownerOptions(context, permissions),
        because("file-mode=664", "The group may write, too.", permissions),
        "dir-mode=775",
      ],
      source: {
        csi: {
          driver: "gcsfuse.csi.storage.gke.io",
          volumeHandle:
            context.unique === ""
              ? because(bucket, "The bucket.", existing)
              : because(
                  `${bucket}:${context.unique}`,
                  "The bucket; what follows the colon only makes the handle this volume's own.",
                  handles,
                ),
        },
      },
    });
  },
  sharesPlaces: true,
  writeAccess: {
    by: "mountOptions",
    because: fact(
      "A bucket knows no owners: the mount options uid, gid, file-mode and dir-mode say who may write. The pod's service account must have access to the bucket.",
      permissions,
    ),
  },
  podAnnotations: {
    "gke-gcsfuse/volumes": fact("true", existing),
  },
};
