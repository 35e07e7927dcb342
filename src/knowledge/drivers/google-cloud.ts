import {
  type Backend,
  type BackendVolume,
  placeByHandle,
  placeIn,
  readAttribute,
  readMountOption,
} from "../backend.ts";
import { page, repository } from "../citation.ts";
import type { Condition } from "../condition.ts";
import type { Driver, Manifest, Variant } from "../driver.ts";
import { derived, type Fact, fact, since, undocumented } from "../fact.ts";
import { modes, no, noModes, onlyIf, unknown, yes, yesAsSingleWriter } from "../mode-support.ts";
import { placeOnNfsServer } from "../nfs-server.ts";

const pd = repository("kubernetes-sigs/gcp-compute-persistent-disk-csi-driver");
const filestore = repository("kubernetes-sigs/gcp-filestore-csi-driver");
const gcsfuse = repository("GoogleCloudPlatform/gcs-fuse-csi-driver");
const lustre = repository("GoogleCloudPlatform/lustre-csi-driver");
const kubernetes = repository("kubernetes/kubernetes");
const openshift = repository("openshift/openshift-docs");

const pdController = pd.file("pkg/gce-pd-csi-driver/controller.go");
const pdModes = pd.file("pkg/gce-pd-csi-driver/utils.go");
const pdNode = pd.file("pkg/gce-pd-csi-driver/node.go");
const pdManifest = pd.file("deploy/kubernetes/base/controller/controller.yaml");
const readOnlyDisks = page(
  "Google Kubernetes Engine: read data from a disk on several nodes",
  "https://cloud.google.com/kubernetes-engine/docs/how-to/persistent-volumes/readonlymany-disks",
);
const sharedDisks = page("Google Compute Engine: sharing disks between VMs");
const hyperdiskOfOpenShift = openshift.file("modules/storage-persistent-storage-pv.adoc");
const filestoreController = filestore.file("pkg/csi_driver/controller.go");
const filestoreTiers = page("Google Filestore: service tiers");
const gcsfuseDriver = gcsfuse.file("pkg/csi_driver/gcs_fuse_driver.go");

const filled: Condition = {
  sentence:
    "the claim has a dataSource, a snapshot or another claim, or the volume is a static one of a filled disk",
  test: "dataSource",
};

/** What all disks have in common. */
const disk = {
  medium: "block",
  readOnlyMany: undocumented,
  size: derived({ limit: "device" }, pdController),
} as const satisfies Partial<Variant>;

const readOnlyFromSource = fact(
  {
    purpose: "One filled disk for readers on many nodes, made from a snapshot or another claim.",
    gives: ["ReadOnlyMany"],
    objects: {
      PersistentVolumeClaim: { spec: { accessModes: ["ReadOnlyMany"], dataSource: null } },
      Pod: { spec: { volumes: [{ persistentVolumeClaim: { readOnly: true } }] } },
    },
  } as const,
  readOnlyDisks,
);

/** @param type of the StorageClass */
function sharedDevice(type: string): Fact<Manifest> {
  return fact(
    {
      purpose: "A raw device that pods on several nodes write.",
      gives: ["ReadWriteMany"],
      objects: {
        StorageClass: { parameters: { type } },
        PersistentVolumeClaim: { spec: { accessModes: ["ReadWriteMany"], volumeMode: "Block" } },
        Pod: { spec: { containers: [{ volumeDevices: null }] } },
      },
    },
    pd.file("examples/kubernetes/demo-pod-shared-pd.yaml"),
  );
}

export const googleCloud: readonly Driver[] = [
  {
    names: ["pd.csi.storage.gke.io"],
    product: "Google Persistent Disk and Hyperdisk",
    cloud: "gcp",
    kind: "csi",
    attachRequired: fact(true, pd.file("deploy/kubernetes/base/controller/v1_csidriver.yaml")),
    fsGroupPolicy: fact(
      "ReadWriteOnceWithFSType",
      kubernetes.file("pkg/volume/csi/csi_mounter.go", "supportsFSGroup"),
    ),
    variants: [
      {
        ...disk,
        name: "hyperdisk-ml",
        readOnlyMany: fact("forced", pdNode),
        when: [{ parameter: { name: "type", oneOf: ["hyperdisk-ml"] } }],
        filesystem: fact(modes(yes, yes, no, yesAsSingleWriter), pdController),
        block: fact(modes(yes, yes, unknown, yesAsSingleWriter), pdController),
        topology: fact(
          {
            reach: "zone",
            severalZones: { name: "enable-multi-zone-provisioning", oneOf: ["true"] },
            remark: "A StorageClass can provision it in several zones.",
          },
          pdController,
        ),
        manifests: [
          fact(
            {
              purpose:
                "One disk for readers on many nodes; it is made writable first, to be filled.",
              gives: ["ReadOnlyMany"],
              objects: { StorageClass: { parameters: { type: "hyperdisk-ml" } } },
            },
            pdController,
          ),
        ],
        notes: [
          fact(
            "The first read-only attach turns the disk to READ_ONLY_MANY, and nothing ever turns it back.",
            pd.file("pkg/gce-pd-csi-driver/controller.go", "updateAccessModeIfNecessary"),
          ),
        ],
      },
      {
        ...disk,
        name: "hyperdisk-balanced",
        when: [{ parameter: { name: "type", oneOf: ["hyperdisk-balanced"] } }],
        filesystem: fact(modes(yes, no, no, yesAsSingleWriter), hyperdiskOfOpenShift, pdController),
        block: fact(modes(yes, no, yes, yesAsSingleWriter), hyperdiskOfOpenShift, pdController),
        topology: fact({ reach: "zone" }, pdController),
        manifests: [sharedDevice("hyperdisk-balanced")],
        notes: [
          fact(
            "The driver does not refuse ReadOnlyMany with a dataSource, but Compute Engine does: it offers one writer or several, nothing else.",
            hyperdiskOfOpenShift,
          ),
          fact(
            "A shared disk reaches at most 8 instances, cannot be cloned or snapshotted, and is resized only while detached.",
            hyperdiskOfOpenShift,
          ),
        ],
      },
      {
        ...disk,
        name: "hyperdisk-balanced-high-availability",
        when: [{ parameter: { name: "type", oneOf: ["hyperdisk-balanced-high-availability"] } }],
        filesystem: fact(modes(yes, no, no, yesAsSingleWriter), pdController),
        block: fact(modes(yes, no, yes, yesAsSingleWriter), pdController),
        topology: fact(
          { reach: "zone", severalZones: true, remark: "Two zones of one region." },
          pdController,
        ),
        manifests: [since("GKE 1.33", sharedDevice("hyperdisk-balanced-high-availability"))],
        notes: [
          fact("ReadOnlyMany answers: Invalid access mode for disk type ….", pdController),
          fact(
            "A disk for several writers can only be used as a raw device.",
            page("Google Kubernetes Engine: regional persistent disks"),
          ),
        ],
      },
      {
        ...disk,
        name: "hyperdisk-throughput and hyperdisk-extreme",
        when: [
          {
            parameter: { name: "type", oneOf: ["hyperdisk-throughput", "hyperdisk-extreme"] },
          },
        ],
        filesystem: fact(
          modes(yes, no, no, yesAsSingleWriter),
          pd.file("pkg/gce-pd-csi-driver/controller.go", "disksWithUnsettableAccessMode"),
        ),
        block: fact(
          modes(yes, no, no, yesAsSingleWriter),
          pd.file("pkg/gce-pd-csi-driver/controller.go", "disksWithUnsettableAccessMode"),
        ),
        topology: fact({ reach: "zone" }, pdController),
        manifests: [],
        notes: [],
      },
      {
        ...disk,
        name: "Persistent Disk",
        readOnlyMany: fact("forced", pdNode),
        filesystem: fact(modes(yes, onlyIf(filled), no, yesAsSingleWriter), pdModes, pdController),
        block: fact(
          modes(
            yes,
            onlyIf(filled),
            onlyIf(
              {
                sentence: "the StorageClass asks for `type: pd-ssd`",
                test: { name: "type", oneOf: ["pd-ssd"] },
              },
              { sentence: "at most two machines, both N2, share the disk" },
            ),
            yesAsSingleWriter,
          ),
          pdModes,
          pdController,
          sharedDisks,
        ),
        topology: fact(
          {
            reach: "zone",
            severalZones: { name: "replication-type", oneOf: ["regional-pd"] },
            remark:
              "Two zones with replication-type: regional-pd; the key is topology.gke.io/zone.",
          },
          pdController,
        ),
        manifests: [
          readOnlyFromSource,
          derived(
            {
              purpose: "An existing, filled disk for readers on many nodes.",
              gives: ["ReadOnlyMany"],
              objects: {
                PersistentVolume: {
                  spec: {
                    accessModes: ["ReadOnlyMany"],
                    csi: { volumeHandle: null, readOnly: true },
                  },
                },
                Pod: { spec: { volumes: [{ persistentVolumeClaim: { readOnly: true } }] } },
              },
            },
            pdController,
            pdManifest,
          ),
          sharedDevice("pd-ssd"),
        ],
        notes: [
          fact(
            "ReadOnlyMany without a source: VolumeContentSource must be provided when AccessMode is set to read only.",
            pdController,
          ),
          fact(
            "ReadWriteMany with a file system: specified multi writer with mount access type.",
            pdModes,
          ),
          fact(
            "A static ReadOnlyMany volume needs csi.readOnly: true, else the disk is attached READ_WRITE.",
            pdController,
          ),
        ],
      },
    ],
  },
  {
    names: ["filestore.csi.storage.gke.io"],
    product: "Google Filestore",
    cloud: "gcp",
    kind: "csi",
    attachRequired: fact(
      false,
      filestore.file("deploy/kubernetes/base/controller/csi_driver.yaml"),
    ),
    fsGroupPolicy: fact(
      "File",
      filestore.file("deploy/kubernetes/overlays/stable-master/fsgrouppolicy.yaml"),
    ),
    variants: [
      {
        name: null,
        medium: "file",
        filesystem: fact(
          modes(yes, yes, yes, yesAsSingleWriter),
          filestore.file("pkg/csi_driver/gcfs_driver.go"),
        ),
        block: fact(noModes, filestoreController),
        readOnlyMany: fact("not-forced", filestore.file("pkg/csi_driver/node.go")),
        topology: fact(
          { reach: "backend", remark: "A zone or a region, by tier." },
          filestore.file("README.md"),
        ),
        size: derived(
          { limit: "filesystem", remark: "The size is that of the instance, or of the share." },
          filestoreController,
        ),
        manifests: [
          fact(
            {
              purpose: "An instance of its own for the claim.",
              gives: ["ReadOnlyMany", "ReadWriteMany"],
              objects: { StorageClass: { parameters: { tier: null, network: null } } },
            },
            filestore.file("README.md"),
          ),
          fact(
            {
              purpose: "Many claims on one instance.",
              gives: ["ReadOnlyMany", "ReadWriteMany"],
              objects: {
                StorageClass: {
                  parameters: {
                    tier: "enterprise",
                    multishare: "true",
                    "max-volume-size": "128Gi",
                    network: null,
                  },
                },
              },
            },
            filestore.file("examples/kubernetes/multishare/demo-sc.yaml"),
          ),
          fact(
            {
              purpose: "An existing share.",
              gives: ["ReadOnlyMany", "ReadWriteMany"],
              objects: {
                PersistentVolume: {
                  spec: {
                    csi: { volumeHandle: null, volumeAttributes: { ip: null, volume: null } },
                  },
                },
              },
            },
            filestore.file("examples/kubernetes/pre-provision/preprov-pv.yaml"),
          ),
        ],
        notes: [
          fact(
            "A request below the minimum of the tier is silently raised: basic HDD and regional 100 GiB, basic SSD 2.5 TiB, enterprise and zonal 1 TiB, high scale, large zonal and large regional 10 TiB.",
            filestoreController,
            filestoreTiers,
          ),
          fact(
            "A share of a multishare instance has at least 100 GiB, 10 GiB with configurable shares.",
            filestoreTiers,
          ),
          fact("Basic HDD below 1 TiB exists only through the CSI driver on GKE.", filestoreTiers),
        ],
      },
    ],
    identify: identifyFilestoreShare,
  },
  {
    names: ["gcsfuse.csi.storage.gke.io"],
    product: "Cloud Storage FUSE",
    cloud: "gcp",
    kind: "csi",
    attachRequired: fact(false, gcsfuse.file("deploy/base/setup/csi_driver.yaml")),
    fsGroupPolicy: fact("None", gcsfuse.file("deploy/base/setup/csi_driver.yaml")),
    mountGroup: fact(
      "The driver applies the pod's fsGroup itself.",
      gcsfuseDriver,
      gcsfuse.file("docs/authentication.md"),
    ),
    staticOnly: fact(
      "A volume names its bucket itself: there is no dynamic provisioning.",
      gcsfuse.file("README.md"),
    ),
    variants: [
      {
        name: null,
        medium: "object",
        filesystem: fact(modes(yes, yes, yes, yesAsSingleWriter), gcsfuseDriver),
        block: fact(noModes, gcsfuseDriver),
        readOnlyMany: undocumented,
        topology: fact({ reach: "anywhere" }, gcsfuse.file("README.md")),
        size: derived({ limit: "none" }, gcsfuse.file("README.md")),
        manifests: [
          fact(
            {
              purpose: "A bucket. There is no dynamic provisioning.",
              gives: ["ReadOnlyMany", "ReadWriteMany"],
              objects: {
                PersistentVolume: {
                  spec: {
                    storageClassName: null,
                    claimRef: { namespace: null, name: null },
                    csi: { volumeHandle: null },
                  },
                },
                PersistentVolumeClaim: { spec: { storageClassName: null } },
                Pod: { metadata: { annotations: { "gke-gcsfuse/volumes": "true" } } },
              },
            },
            gcsfuse.file("README.md"),
          ),
        ],
        notes: [
          fact(
            "The mount options uid and gid say to whom the files belong.",
            gcsfuse.file("README.md"),
          ),
          fact(
            "The pod needs the injected sidecar; when it dies, the mount answers: Transport endpoint is not connected.",
            gcsfuse.file("docs/known-issues.md"),
          ),
          fact(
            "In the shared-mount overlay the driver does attach.",
            gcsfuse.file("deploy/base/setup/csi_driver.yaml"),
          ),
        ],
      },
    ],
    identify: identifyBucket,
  },
  {
    names: ["lustre.csi.storage.gke.io"],
    product: "Google Managed Lustre",
    cloud: "gcp",
    kind: "csi",
    attachRequired: fact(false, lustre.file("deploy/base/setup/csi_driver.yaml")),
    fsGroupPolicy: undocumented,
    mountGroup: fact(
      "The driver gets the pod's fsGroup; the kubelet changes no owner.",
      lustre.file("pkg/csi_driver/lustre_driver.go"),
    ),
    variants: [
      {
        name: null,
        medium: "file",
        filesystem: fact(
          modes(yes, yes, yes, yesAsSingleWriter),
          lustre.file("pkg/csi_driver/lustre_driver.go"),
        ),
        block: fact(noModes, lustre.file("pkg/csi_driver/lustre_driver.go")),
        readOnlyMany: undocumented,
        topology: undocumented,
        size: derived({ limit: "filesystem" }, lustre.file("docs/dynamic-prov-guide.md")),
        manifests: [
          fact(
            {
              purpose: "An instance of its own for the claim; the shipped class is lustre-rwx.",
              gives: ["ReadOnlyMany", "ReadWriteMany"],
              objects: {
                StorageClass: {
                  parameters: { network: null, filesystem: null, perUnitStorageThroughput: null },
                },
              },
            },
            lustre.file("docs/dynamic-prov-guide.md"),
          ),
        ],
        notes: [
          fact(
            "Two instances with one file system name cannot be mounted on one node: AlreadyExists.",
            lustre.file("docs/troubleshooting.md"),
          ),
        ],
      },
    ],
  },
];

/** An NFS export like any other: an in-tree NFS volume of the same address is the same share. */
function identifyFilestoreShare(volume: BackendVolume): Backend | null {
  const server = readAttribute(volume, "ip");
  const share = readAttribute(volume, "volume");
  return server && share ? placeOnNfsServer(server, share) : placeByHandle(volume);
}

/**
 * The handle is the bucket, `_` for all that the pod may see; what follows a colon only makes it
 * unique.
 *
 * @see https://github.com/GoogleCloudPlatform/gcs-fuse-csi-driver/blob/HEAD/pkg/util/util.go ParseVolumeID
 */
function identifyBucket(volume: BackendVolume): Backend | null {
  const bucket = volume.source.handle?.split(":")[0];
  if (!bucket) return null;
  return placeIn(`gcs:${bucket}`, readMountOption(volume, "only-dir") ?? "");
}
