import { type Citation, page, repository } from "./citation.ts";
import { type Fact, fact, undocumented } from "./fact.ts";

/** A volume plugin that is, or once was, inside Kubernetes. */
export interface InTreePlugin {
  /** The field in the specs of volumes and pods. */
  field: string;
  /** The name in a StorageClass. */
  name: string;
  /** The driver that handles its volumes now, itself where nothing changed; null: nobody. */
  handledBy: string | null;
  /** Kubernetes' release since which every cluster hands its volumes to the CSI driver. */
  migrated: Fact<string | null>;
  /** Kubernetes' release without its code; the value null with a citation: it was not removed. */
  removed: Fact<string | null>;
  notes: readonly Fact<string>[];
}

const translation = repository("kubernetes/csi-translation-lib");
const enhancements = repository("kubernetes/enhancements");
const website = repository("kubernetes/website");
const api = repository("kubernetes/api");

const volumes = page(
  "kubernetes.io: Volumes",
  "https://kubernetes.io/docs/concepts/storage/volumes/",
);
const persistentVolumes = page(
  "kubernetes.io: Persistent Volumes, types",
  "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#types-of-persistent-volumes",
);
const kept = fact(null, persistentVolumes);

export const IN_TREE_PLUGINS: readonly InTreePlugin[] = [
  {
    field: "awsElasticBlockStore",
    name: "kubernetes.io/aws-ebs",
    handledBy: "ebs.csi.aws.com",
    migrated: fact("1.25", enhancement(1487), translation.file("plugins/aws_ebs.go")),
    removed: fact("1.27", volumes),
    notes: [
      fact("Old classes and volumes still work, but the CSI driver must be installed.", volumes),
    ],
  },
  {
    field: "azureDisk",
    name: "kubernetes.io/azure-disk",
    handledBy: "disk.csi.azure.com",
    migrated: fact("1.24", enhancement(1490), translation.file("plugins/azure_disk.go")),
    removed: fact("1.27", persistentVolumes),
    notes: [],
  },
  {
    field: "azureFile",
    name: "kubernetes.io/azure-file",
    handledBy: "file.csi.azure.com",
    migrated: fact("1.26", enhancement(1885), translation.file("plugins/azure_file.go")),
    removed: fact("1.30", volumes),
    notes: [
      fact(
        "A volume in a pod is translated as ReadWriteMany.",
        translation.file("plugins/azure_file.go"),
      ),
    ],
  },
  {
    field: "gcePersistentDisk",
    name: "kubernetes.io/gce-pd",
    handledBy: "pd.csi.storage.gke.io",
    migrated: fact("1.25", enhancement(1488), translation.file("plugins/gce_pd.go")),
    removed: fact("1.28", volumes),
    notes: [
      fact(
        "A migrated ReadWriteMany volume is treated as ReadWriteOnce, and so is ReadWriteOnce with ReadOnlyMany.",
        translation.file("plugins/gce_pd.go", "backwardCompatibleAccessModes"),
      ),
    ],
  },
  {
    field: "cinder",
    name: "kubernetes.io/cinder",
    handledBy: "cinder.csi.openstack.org",
    migrated: fact("1.24", enhancement(1489), translation.file("plugins/openstack_cinder.go")),
    removed: fact("1.26", volumes),
    notes: [],
  },
  {
    field: "vsphereVolume",
    name: "kubernetes.io/vsphere-volume",
    handledBy: "csi.vsphere.vmware.com",
    migrated: fact("1.26", enhancement(1491), translation.file("plugins/vsphere_volume.go")),
    removed: undocumented,
    notes: [fact("Needs vSphere 7.0u2 or newer.", volumes)],
  },
  {
    field: "portworxVolume",
    name: "kubernetes.io/portworx-volume",
    handledBy: "pxd.portworx.com",
    migrated: fact("1.33", enhancement(2589), translation.file("plugins/portworx.go")),
    removed: undocumented,
    notes: [
      fact("Deprecated since 1.25; handed over by default since 1.31.", enhancement(2589), volumes),
    ],
  },
  {
    field: "rbd",
    name: "kubernetes.io/rbd",
    handledBy: null,
    migrated: undocumented,
    removed: fact("1.31", volumes, website.issue(46304)),
    notes: [
      fact(
        "Its volumes cannot be used any more, and nothing translates them: the migration stayed beta and was removed. Move to rbd.csi.ceph.com.",
        volumes,
        enhancement(2923),
      ),
    ],
  },
  {
    field: "cephfs",
    name: "kubernetes.io/cephfs",
    handledBy: null,
    migrated: undocumented,
    removed: fact("1.31", volumes),
    notes: [
      fact(
        "Its volumes cannot be used any more, and nothing translates them. Use cephfs.csi.ceph.com.",
        volumes,
        enhancement(2924),
      ),
    ],
  },
  {
    field: "glusterfs",
    name: "kubernetes.io/glusterfs",
    handledBy: null,
    migrated: undocumented,
    removed: fact("1.26", volumes, api.file("core/v1/types.go", "GlusterfsVolumeSource")),
    notes: [fact("Deprecated since 1.25; nothing translates its volumes.", volumes)],
  },
  {
    field: "nfs",
    name: "kubernetes.io/nfs",
    handledBy: "kubernetes.io/nfs",
    migrated: undocumented,
    removed: kept,
    notes: [],
  },
  {
    field: "hostPath",
    name: "kubernetes.io/host-path",
    handledBy: "kubernetes.io/host-path",
    migrated: undocumented,
    removed: kept,
    notes: [],
  },
  {
    field: "local",
    name: "kubernetes.io/local-volume",
    handledBy: "kubernetes.io/no-provisioner",
    migrated: undocumented,
    removed: kept,
    notes: [],
  },
  {
    field: "iscsi",
    name: "kubernetes.io/iscsi",
    handledBy: "kubernetes.io/iscsi",
    migrated: undocumented,
    removed: kept,
    notes: [],
  },
  {
    field: "fc",
    name: "kubernetes.io/fc",
    handledBy: "kubernetes.io/fc",
    migrated: undocumented,
    removed: kept,
    notes: [],
  },
];

const byName = new Map(
  IN_TREE_PLUGINS.flatMap((plugin) => [plugin.field, plugin.name].map((name) => [name, plugin])),
);

/** By the field of a volume or by the name in a class; null: no such plugin is known. */
export function findInTreePlugin(name: string): InTreePlugin | null {
  return byName.get(name) ?? null;
}

/** A Kubernetes enhancement proposal; its number is that of its issue. */
function enhancement(number: number): Citation {
  return { ...enhancements.issue(number), document: `KEP ${number}` };
}
