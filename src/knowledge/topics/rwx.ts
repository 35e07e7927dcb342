import { page, repository } from "../citation.ts";
import { derived, fact } from "../fact.ts";
import { commands, row, statement, type Topic, table, yaml } from "../topic.ts";

const accessModesPage = page(
  "kubernetes.io: Persistent Volumes, access modes",
  "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes",
);
const namespacesPage = page(
  "kubernetes.io: Persistent Volumes, a note on namespaces",
  "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#a-note-on-namespaces",
);
const nfsManual = page("nfs(5)", "https://man7.org/linux/man-pages/man5/nfs.5.html");
const cifsManual = page("mount.cifs(8), actimeo", "https://linux.die.net/man/8/mount.cifs");
const openManual = page("open(2), O_APPEND", "https://man7.org/linux/man-pages/man2/open.2.html");
const efs = repository("kubernetes-sigs/aws-efs-csi-driver");
const azureFile = repository("kubernetes-sigs/azurefile-csi-driver");
const blob = repository("kubernetes-sigs/blob-csi-driver");
const longhorn = repository("longhorn/website").file(
  "content/docs/1.12.2/nodes-and-volumes/volumes/rwx-volumes.md",
);

export const rwx: Topic = {
  topic: "rwx",
  title: "ReadWriteMany: many nodes, all may write",
  summary: "ReadWriteMany: who gives it, and what it does not give",
  sections: [
    {
      title: "In short",
      blocks: [
        statement(
          fact(
            "ReadWriteMany (RWX) lets many nodes mount a volume read-write. For files that takes a network file system; a plain disk cannot do it.",
            accessModesPage,
          ),
        ),
        statement(
          fact(
            "It is access and nothing more: no locks, no order of writes, no share of the space for each pod. That stays with the applications.",
            nfsManual,
            accessModesPage,
          ),
        ),
        statement(
          fact(
            "Other nodes may see a change late, because each keeps a cache of its own.",
            nfsManual,
          ),
        ),
      ],
    },
    {
      title: "Who gives it",
      blocks: [
        table(
          ["where", "file systems"],
          row(
            ["AWS", "EFS; FSx for Lustre and OpenZFS; Mountpoint for S3 (not POSIX)"],
            efs.file("pkg/driver/node.go", "volumeCapAccessModes"),
          ),
          row(
            ["Azure", "Azure Files; Managed Lustre; Blob over NFS (blobfuse: one writer a file)"],
            azureFile.file("pkg/azurefile/azurefile.go"),
            blob.file("docs/limitations.md"),
          ),
          row(
            ["Google", "Filestore; Managed Lustre; Cloud Storage FUSE"],
            repository("kubernetes-sigs/gcp-filestore-csi-driver").file(
              "pkg/csi_driver/gcfs_driver.go",
            ),
          ),
          row(
            [
              "your own",
              "any NFS or SMB server; CephFS; JuiceFS, WEKA, BeeGFS; Longhorn and LINSTOR by an NFS server in front",
            ],
            repository("kubernetes-csi/csi-driver-nfs").file("pkg/nfs/nfs.go"),
            repository("ceph/ceph-csi").file("README.md", "Support Matrix"),
            longhorn,
          ),
        ),
        statement(
          fact(
            "Raw devices (volumeMode: Block) on many nodes are offered by several disks, for applications that coordinate their writes: EBS io2, Azure disks with maxShares, Ceph RBD, Hyperdisk Balanced. See block-vs-file.",
            repository("kubernetes-sigs/aws-ebs-csi-driver").file("docs/multi-attach.md"),
            repository("kubernetes-sigs/azuredisk-csi-driver").file(
              "deploy/example/sharedisk/README.md",
            ),
          ),
        ),
        statement(
          fact(
            "Often read: an EFS StorageClass needs nothing but its provisioner. Wrong: a new volume needs provisioningMode and exactly one file system, or the claim stays Pending.",
            efs.file("docs/parameters.md"),
            efs.file("pkg/driver/controller.go"),
          ),
        ),
        yaml(
          "a shared claim on EFS, a folder of its own behind an access point",
          `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: efs
provisioner: efs.csi.aws.com
parameters:
  provisioningMode: efs-ap
  fileSystemId: fs-0123456789abcdef0
  directoryPerms: "700"
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: media
spec:
  accessModes: [ReadWriteMany]
  storageClassName: efs
  resources:
    requests:
      storage: 5Gi
`,
          efs.file("docs/parameters.md"),
        ),
      ],
    },
    {
      title: "When others see a change",
      blocks: [
        statement(
          fact(
            "Often read: “changes are at once visible to all pods.” True of a disk, which one kernel has to itself; wrong between nodes.",
            nfsManual,
          ),
        ),
        statement(
          fact(
            "NFS is close-to-open: what was written and closed is seen by whoever opens the file afterwards. A file that stays open, and the listing of a folder, may be stale; attributes are cached for 3 to 60 seconds by default.",
            nfsManual,
          ),
        ),
        statement(
          fact(
            "EFS promises the same: close-to-open, and more for applications that write synchronously.",
            page(
              "Amazon EFS: data consistency",
              "https://docs.aws.amazon.com/efs/latest/ug/using-fs.html",
            ),
          ),
        ),
        statement(
          fact(
            "The usual mount options for Azure Files have actimeo=30: changes of a file's attributes by other nodes may go unnoticed for 30 seconds.",
            azureFile.file("deploy/example/storageclass-azurefile-csi.yaml"),
            cifsManual,
          ),
        ),
        statement(
          fact(
            "Hand a file over by writing it under another name and renaming it when it is whole; readers open it anew. actimeo=0 or noac see changes sooner, at a high price in requests.",
            nfsManual,
          ),
        ),
      ],
    },
    {
      title: "What it does not give",
      blocks: [
        statement(
          fact(
            "Locks only if the application takes them, and only if the mount passes them on: nobrl, usual for Azure Files, keeps byte-range locks on the node; so does nolock for NFS.",
            azureFile.file("deploy/example/storageclass-azurefile-csi.yaml"),
            nfsManual,
          ),
        ),
        statement(
          fact(
            "No safe append: on NFS two nodes that append to one file can overwrite each other. Give each writer a file of its own.",
            openManual,
          ),
        ),
        statement(
          fact(
            "No reach beyond its namespace. For another one make a second PersistentVolume of the same share, with its own volumeHandle, and a claim there.",
            namespacesPage,
          ),
        ),
        statement(
          derived(
            "No bigger pool: all pods of a claim share its space, and on EFS or NFS nothing limits even that. See capacity.",
            efs.file("docs/README.md"),
            repository("kubernetes-csi/csi-driver-nfs").issue(427),
          ),
        ),
        commands("which classes give it here, and who writes to a claim", [
          "kubectl shared explain classes",
          "kubectl shared who-mounts pvc/media",
        ]),
      ],
    },
  ],
  related: ["block-vs-file", "capacity", "permissions", "sockets", "backends", "patterns"],
};
