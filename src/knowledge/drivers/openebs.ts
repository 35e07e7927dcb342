import { repository } from "../citation.ts";
import type { ParameterTest } from "../condition.ts";
import type { Driver, Variant } from "../driver.ts";
import { derived, fact, undocumented } from "../fact.ts";
import {
  inapplicableModes,
  modes,
  no,
  onlyIf,
  undocumentedModes,
  unknown,
  yes,
  yesAsSingleWriter,
} from "../mode-support.ts";

const lvm = repository("openebs/lvm-localpv");
const zfs = repository("openebs/zfs-localpv");
const mayastor = repository("openebs/mayastor-control-plane");
const website = repository("openebs/website");
const legacyDocs = repository("openebs/openebs-docs");
const csiDocs = repository("kubernetes-csi/docs");
const hostPath = repository("openebs/dynamic-localpv-provisioner");
const nfs = repository("openebs-archive/dynamic-nfs-provisioner");

const lvmClasses = lvm.file("docs/storageclasses.md");
const lvmController = lvm.file("pkg/driver/controller.go");
const zfsClasses = zfs.file("docs/storageclasses.md");
const zfsController = zfs.file("pkg/driver/controller.go");
const mayastorController = mayastor.file(
  "control-plane/csi-driver/src/bin/controller/controller.rs",
);
const kubevirt = website.file("docs/main/Solutioning/kubevirt.md");
const hostPathProvisioner = hostPath.file("cmd/provisioner-localpv/app/provisioner.go");

const shared: ParameterTest = { name: "shared", oneOf: ["yes"] };

const lvmVolume = {
  medium: "local",
  filesystem: fact(modes(yes, no, no, yesAsSingleWriter), lvmController),
  block: fact(modes(yes, no, no, yesAsSingleWriter), lvmController),
  readOnlyMany: undocumented,
  topology: fact({ reach: "node" }, lvm.file("README.md")),
  size: fact({ limit: "device", remark: "The size is that of a logical volume." }, lvmClasses),
} as const satisfies Partial<Variant>;

const zfsVolume = {
  medium: "local",
  filesystem: fact(modes(yes, no, no, yesAsSingleWriter), zfsController),
  block: fact(modes(yes, no, no, yesAsSingleWriter), zfsController),
  readOnlyMany: undocumented,
  topology: fact({ reach: "node" }, zfsClasses),
  size: fact(
    { limit: "quota", remark: "The quota of a dataset, or the size of a zvol." },
    zfs.file("docs/resize.md"),
  ),
} as const satisfies Partial<Variant>;

export const openebs: readonly Driver[] = [
  {
    names: ["local.csi.openebs.io"],
    product: "OpenEBS LVM LocalPV",
    cloud: "onprem",
    kind: "csi",
    attachRequired: fact(false, lvm.file("deploy/yamls/lvm-driver.yaml")),
    fsGroupPolicy: undocumented,
    variants: [
      {
        name: 'shared: "yes"',
        when: [{ parameter: shared }],
        ...lvmVolume,
        manifests: [
          fact(
            {
              purpose: "Several pods of one node on one volume.",
              gives: ["ReadWriteOnce"],
              objects: { StorageClass: { parameters: { volgroup: null, shared: "yes" } } },
            },
            lvmClasses,
          ),
        ],
        notes: [fact("vgpattern may stand in place of volgroup.", lvmClasses)],
      },
      {
        name: "one pod",
        ...lvmVolume,
        onePodOnly: fact(
          "A second pod, also on the same node, fails to mount: verifyMount: device already mounted at […].",
          lvmClasses,
        ),
        manifests: [],
        notes: [],
      },
    ],
  },
  {
    names: ["zfs.csi.openebs.io"],
    product: "OpenEBS ZFS LocalPV",
    cloud: "onprem",
    kind: "csi",
    attachRequired: fact(false, zfs.file("deploy/helm/charts/templates/csidriver.yaml")),
    fsGroupPolicy: undocumented,
    variants: [
      {
        name: 'shared: "yes"',
        when: [{ parameter: shared }],
        ...zfsVolume,
        manifests: [
          fact(
            {
              purpose: "Several pods of one node on one volume.",
              gives: ["ReadWriteOnce"],
              objects: {
                StorageClass: { parameters: { poolname: null, fstype: null, shared: "yes" } },
              },
            },
            zfsClasses,
          ),
        ],
        notes: [],
      },
      {
        name: "one pod",
        ...zfsVolume,
        onePodOnly: fact(
          "The volume cannot be mounted by more than one pod: verifyMount: device already mounted at […].",
          zfsClasses,
        ),
        manifests: [],
        notes: [],
      },
    ],
  },
  {
    names: ["io.openebs.csi-mayastor"],
    product: "OpenEBS Mayastor",
    cloud: "onprem",
    kind: "csi",
    attachRequired: undocumented,
    fsGroupPolicy: undocumented,
    variants: [
      {
        name: null,
        medium: "block",
        filesystem: fact(modes(yes, no, no, yesAsSingleWriter), mayastorController),
        block: fact(
          modes(
            yes,
            no,
            onlyIf({
              sentence: 'the StorageClass asks for `rwxBlock: "true"`',
              test: { name: "rwxBlock", oneOf: ["true"] },
            }),
            yesAsSingleWriter,
          ),
          mayastorController,
          kubevirt,
        ),
        readOnlyMany: undocumented,
        topology: fact({ reach: "backend" }, mayastorController),
        size: derived({ limit: "device" }, mayastorController),
        manifests: [
          fact(
            {
              purpose: "A raw device on two nodes while KubeVirt moves a machine (experimental).",
              gives: ["ReadWriteMany"],
              objects: {
                StorageClass: { parameters: { protocol: "nvmf", repl: null, rwxBlock: "true" } },
                PersistentVolumeClaim: {
                  spec: { accessModes: ["ReadWriteMany"], volumeMode: "Block" },
                },
              },
            },
            kubevirt,
          ),
        ],
        notes: [
          fact(
            "Raw devices for several nodes are experimental, validated with OpenEBS v4.5.0, and for KubeVirt's live migration only.",
            kubevirt,
          ),
          fact(
            "For a file system on many nodes OpenEBS documents an NFS server pod and nfs.csi.k8s.io.",
            website.file("docs/main/Solutioning/read-write-many/nfspvc.md"),
          ),
        ],
      },
    ],
  },
  {
    names: ["cstor.csi.openebs.io"],
    product: "OpenEBS cStor (legacy)",
    cloud: "onprem",
    kind: "csi",
    attachRequired: undocumented,
    fsGroupPolicy: undocumented,
    variants: [
      {
        name: null,
        medium: "block",
        filesystem: fact(
          modes(yes, unknown, no, unknown),
          legacyDocs.file("docs/ugcstor.md"),
          legacyDocs.file("docs/rwm.md"),
          csiDocs.file("book/src/drivers.md"),
        ),
        block: undocumentedModes,
        readOnlyMany: undocumented,
        topology: fact({ reach: "backend" }, legacyDocs.file("docs/ugcstor.md")),
        size: derived({ limit: "device" }, legacyDocs.file("docs/ugcstor.md")),
        manifests: [],
        notes: [
          fact(
            "For ReadWriteMany the documentation puts an NFS provisioner on top.",
            legacyDocs.file("docs/rwm.md"),
          ),
        ],
      },
    ],
  },
  {
    names: ["openebs.io/local"],
    product: "OpenEBS LocalPV hostpath and device",
    cloud: "onprem",
    kind: "provisioner",
    attachRequired: fact(false, hostPathProvisioner),
    fsGroupPolicy: undocumented,
    variants: [
      {
        name: null,
        medium: "local",
        filesystem: fact(modes(yes, no, no, no), hostPathProvisioner),
        block: undocumentedModes,
        readOnlyMany: undocumented,
        topology: fact({ reach: "node" }, hostPathProvisioner),
        size: fact(
          { limit: "none", remark: "Unless the class asks for XFSQuota, on XFS with pquota." },
          hostPath.file("docs/tutorials/hostpath/xfs_quota/enable-xfs-quota.md"),
        ),
        manifests: [],
        notes: [
          fact(
            "ReadWriteOncePod is refused too: Only support ReadWriteOnce access mode.",
            hostPathProvisioner,
          ),
          fact(
            "The annotation cas.openebs.io/config of the class holds its settings.",
            hostPath.file("docs/tutorials/hostpath/xfs_quota/enable-xfs-quota.md"),
          ),
        ],
      },
    ],
  },
  {
    names: ["openebs.io/nfsrwx"],
    product: "OpenEBS dynamic NFS (archived)",
    cloud: "onprem",
    kind: "provisioner",
    attachRequired: fact(false, nfs.file("provisioner/provisioner.go")),
    fsGroupPolicy: undocumented,
    variants: [
      {
        name: null,
        medium: "file",
        filesystem: fact(modes(unknown, unknown, yes, unknown), nfs.file("docs/intro.md")),
        block: inapplicableModes,
        readOnlyMany: undocumented,
        topology: fact({ reach: "anywhere" }, nfs.file("docs/intro.md")),
        size: undocumented,
        manifests: [],
        notes: [
          fact(
            "Its volumes are of Kubernetes' own type nfs.",
            nfs.file("provisioner/provisioner.go"),
          ),
          fact(
            "BackendStorageClass in the configuration annotation of the class names the storage behind it.",
            nfs.issue(163),
          ),
        ],
      },
    ],
  },
];
