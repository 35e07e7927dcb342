import { type Backend, type BackendVolume, placeByHandle, placeIn } from "../backend.ts";
import { repository } from "../citation.ts";
import type { Driver } from "../driver.ts";
import { fact, since, undocumented } from "../fact.ts";
import {
  modes,
  noModes,
  onlyIf,
  undocumentedModes,
  unknown,
  yes,
  yesAsSingleWriter,
} from "../mode-support.ts";

const juicefs = repository("juicedata/juicefs-csi-driver");
const weka = repository("weka/csi-wekafs");
const beegfs = repository("ThinkParQ/beegfs-csi-driver");
const gluster = repository("gluster/gluster-csi-driver");
const csiDocs = repository("kubernetes-csi/docs");

const juicefsController = juicefs.file("pkg/driver/controller.go");
const juicefsConfiguration = juicefs.file("docs/en/guide/configurations.md");
const wekaController = weka.file("pkg/wekafs/controllerserver.go");
const wekaUse = weka.file("docs/usage.md");
const beegfsUse = beegfs.file("docs/usage.md");
const beegfsManifest = beegfs.file("deploy/k8s/bases/csi-beegfs-driverinfo.yaml");

export const distributed: readonly Driver[] = [
  {
    names: ["csi.juicefs.com"],
    product: "JuiceFS",
    cloud: "onprem",
    kind: "csi",
    attachRequired: fact(false, juicefs.file("deploy/k8s.yaml")),
    fsGroupPolicy: undocumented,
    required: [
      fact(
        { anyOf: ["csi.storage.k8s.io/provisioner-secret-name"], answer: null },
        juicefsConfiguration,
      ),
    ],
    variants: [
      {
        name: null,
        medium: "object",
        filesystem: fact(
          modes(yes, onlyIf({ sentence: "the volume is a static one" }), yes, yesAsSingleWriter),
          juicefsController,
          juicefsConfiguration,
        ),
        block: undocumentedModes,
        readOnlyMany: fact("forced", juicefs.file("pkg/driver/node.go")),
        topology: fact({ reach: "anywhere" }, juicefsConfiguration),
        size: since(
          "driver v0.19.3",
          fact(
            {
              limit: "quota",
              remark: "Dynamic volumes only; the size of a static one is ignored.",
            },
            juicefsConfiguration,
          ),
        ),
        manifests: [
          fact(
            {
              purpose: "A folder of its own for each claim.",
              gives: ["ReadWriteMany"],
              objects: {
                StorageClass: {
                  parameters: {
                    "csi.storage.k8s.io/provisioner-secret-name": null,
                    "csi.storage.k8s.io/provisioner-secret-namespace": null,
                    "csi.storage.k8s.io/node-publish-secret-name": null,
                    "csi.storage.k8s.io/node-publish-secret-namespace": null,
                  },
                },
              },
            },
            juicefsConfiguration,
          ),
        ],
        notes: [
          fact(
            "Dynamic volumes cannot be ReadOnlyMany: each is a folder of its own, which would stay empty.",
            juicefsController,
          ),
          fact(
            "The documentation lists ReadWriteMany and ReadOnlyMany only.",
            juicefsConfiguration,
          ),
        ],
      },
    ],
  },
  {
    names: ["csi.weka.io"],
    product: "WEKA",
    cloud: "onprem",
    kind: "csi",
    attachRequired: fact(true, weka.file("charts/csi-wekafsplugin/templates/driver.yaml")),
    fsGroupPolicy: fact("File", weka.file("charts/csi-wekafsplugin/templates/driver.yaml")),
    variants: [
      {
        name: null,
        medium: "file",
        filesystem: fact(modes(yes, yes, yes, yes), wekaController),
        block: fact(noModes, wekaController),
        readOnlyMany: undocumented,
        topology: fact({ reach: "backend", remark: "Topology is optional." }, wekaUse),
        size: fact(
          {
            limit: "quota",
            remark:
              "Hard by default; capacityEnforcement: SOFT makes it a warning. Static volumes have none.",
          },
          wekaUse,
        ),
        manifests: [
          fact(
            {
              purpose: "A directory of its own for each claim.",
              gives: ["ReadOnlyMany", "ReadWriteMany"],
              objects: {
                StorageClass: {
                  parameters: {
                    volumeType: "dir/v1",
                    filesystemName: null,
                    capacityEnforcement: "HARD",
                    "csi.storage.k8s.io/provisioner-secret-name": null,
                    "csi.storage.k8s.io/provisioner-secret-namespace": null,
                    "csi.storage.k8s.io/controller-publish-secret-name": null,
                    "csi.storage.k8s.io/controller-publish-secret-namespace": null,
                    "csi.storage.k8s.io/controller-expand-secret-name": null,
                    "csi.storage.k8s.io/controller-expand-secret-namespace": null,
                    "csi.storage.k8s.io/node-stage-secret-name": null,
                    "csi.storage.k8s.io/node-stage-secret-namespace": null,
                    "csi.storage.k8s.io/node-publish-secret-name": null,
                    "csi.storage.k8s.io/node-publish-secret-namespace": null,
                  },
                },
              },
            },
            weka.file("examples/dynamic_directory/storageclass-wekafs-dir-api.yaml"),
          ),
        ],
        notes: [
          fact("A raw device: Block accessType is unsupported.", wekaController),
          fact(
            "It attaches, yet modes for several nodes are allowed.",
            weka.file("charts/csi-wekafsplugin/templates/driver.yaml"),
            wekaController,
          ),
          fact("The name is an option of the chart, csiDriverName.", wekaUse),
        ],
      },
    ],
  },
  {
    names: ["beegfs.csi.netapp.com"],
    product: "BeeGFS",
    cloud: "onprem",
    kind: "csi",
    attachRequired: fact(false, beegfsManifest),
    fsGroupPolicy: fact("None", beegfsManifest),
    variants: [
      {
        name: null,
        medium: "file",
        filesystem: fact(
          modes(yes, yes, yes, yesAsSingleWriter),
          beegfs.file("pkg/beegfs/beegfs_util.go"),
        ),
        block: fact(noModes, beegfs.file("pkg/beegfs/beegfs_util.go")),
        readOnlyMany: undocumented,
        topology: fact({ reach: "anywhere" }, beegfsUse),
        size: fact(
          {
            limit: "none",
            remark: "The driver ignores the capacity requested; quotas of BeeGFS itself are apart.",
          },
          beegfsUse,
          beegfs.file("docs/quotas.md"),
        ),
        manifests: [
          fact(
            {
              purpose: "A directory of its own for each claim.",
              gives: ["ReadOnlyMany", "ReadWriteMany"],
              objects: {
                StorageClass: { parameters: { sysMgmtdHost: null, volDirBasePath: null } },
              },
            },
            beegfsUse,
          ),
        ],
        notes: [fact("Volumes support all access modes.", beegfs.file("README.md"))],
      },
    ],
    identify: identifyBeegfsDirectory,
  },
  {
    names: ["org.gluster.glusterfs"],
    product: "Gluster CSI",
    cloud: "onprem",
    kind: "csi",
    attachRequired: undocumented,
    fsGroupPolicy: undocumented,
    variants: [
      {
        name: null,
        medium: "file",
        filesystem: fact(
          modes(unknown, unknown, yes, unknown),
          csiDocs.file("book/src/drivers.md"),
        ),
        block: undocumentedModes,
        readOnlyMany: undocumented,
        topology: undocumented,
        size: undocumented,
        manifests: [],
        notes: [fact("Not developed since 2023.", gluster.file("README.md"))],
      },
    ],
  },
];

/**
 * `beegfs://host/path/to/dir`
 *
 * @see https://github.com/ThinkParQ/beegfs-csi-driver/blob/HEAD/pkg/beegfs/beegfs_util.go parseBeegfsURL
 */
function identifyBeegfsDirectory(volume: BackendVolume): Backend | null {
  const url = volume.source.handle ?? "";
  const [, host, path = ""] = /^beegfs:\/\/([^/]+)(\/.*)?$/.exec(url) ?? [];
  return host ? placeIn(`beegfs:${host.toLowerCase()}`, path) : placeByHandle(volume);
}
