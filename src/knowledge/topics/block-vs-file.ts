import { page, repository } from "../citation.ts";
import { derived, fact, since } from "../fact.ts";
import { commands, row, statement, type Topic, table, yaml } from "../topic.ts";

const ebsMultiAttach = repository("kubernetes-sigs/aws-ebs-csi-driver").file(
  "docs/multi-attach.md",
);
const ebsGuide = page(
  "Amazon EBS: attach a volume to several instances",
  "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ebs-volumes-multi.html",
);
const sharedDisk = repository("kubernetes-sigs/azuredisk-csi-driver").file(
  "deploy/example/sharedisk/README.md",
);
const sharedDiskSizes = repository("MicrosoftDocs/azure-docs").file(
  "includes/virtual-machines-disks-shared-sizes.md",
);
const sharedDiskLimits = repository("MicrosoftDocs/azure-compute-docs").file(
  "articles/virtual-machines/includes/virtual-machines-disks-shared-limitations.md",
);
const hyperdisk = repository("openshift/openshift-docs").file(
  "modules/storage-persistent-storage-pv.adoc",
);
const pdModes = repository("kubernetes-sigs/gcp-compute-persistent-disk-csi-driver").file(
  "pkg/gce-pd-csi-driver/utils.go",
);
const rbd = repository("ceph/ceph-csi").file("internal/rbd/controllerserver.go");
const gfs2 = repository("torvalds/linux").file("Documentation/filesystems/gfs2.rst");
const volumeModePage = page(
  "kubernetes.io: Persistent Volumes, volume mode",
  "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#volume-mode",
);

export const blockVsFile: Topic = {
  topic: "block-vs-file",
  title: "Why a disk cannot be shared, and the disks that can",
  summary: "why a disk cannot be shared, with the true exceptions",
  sections: [
    {
      title: "In short",
      blocks: [
        statement(
          fact(
            "A disk is a row of blocks; which of them make a file, the kernel that mounted it knows. An ordinary file system such as ext4 or XFS is made for one such kernel.",
            ebsGuide,
            gfs2,
          ),
        ),
        statement(
          fact(
            "A network file system has one server that knows all files. Its clients ask it, so any number of nodes can.",
            page("nfs(5)", "https://man7.org/linux/man-pages/man5/nfs.5.html"),
          ),
        ),
        statement(
          fact(
            "Some disks do attach to several nodes, as raw devices for software that coordinates its writes. With an ordinary file system none can be written by two nodes.",
            ebsMultiAttach,
            sharedDisk,
          ),
        ),
      ],
    },
    {
      title: "What would go wrong",
      blocks: [
        statement(
          derived(
            "Two kernels that mount one ext4 each keep free lists and folders in memory. Both give the same free block to a file of their own, and each overwrites what the other wrote.",
            gfs2,
            ebsGuide,
          ),
        ),
        statement(
          fact(
            "A cluster file system such as GFS2 is made for several: its machines take locks, so that their changes do not collide. It belongs on a raw device, and whoever uses it has to run it.",
            gfs2,
          ),
        ),
        statement(
          fact(
            "So drivers of disks refuse ReadWriteMany with a file system when the volume is made. Cinder does not look: its claim binds, and the mistake shows at the second attach.",
            pdModes,
            rbd,
            repository("kubernetes/cloud-provider-openstack").file(
              "pkg/csi/cinder/controllerserver.go",
            ),
          ),
        ),
      ],
    },
    {
      title: "Disks that several nodes can write",
      blocks: [
        statement(
          fact(
            "Often read: “EBS and Azure disks can be attached to one node only.” Wrong. Each of the disks below can be written by several nodes, with volumeMode: Block and accessModes: [ReadWriteMany].",
            ebsMultiAttach,
            sharedDisk,
          ),
        ),
        table(
          ["disk", "conditions"],
          row(
            ["EBS", "type: io2; one availability zone; at most 16 Nitro instances"],
            ebsMultiAttach,
            ebsGuide,
          ),
          row(
            [
              "Azure Disk",
              "maxShares 2 or more, up to 3, 5, 10 or 15 by SKU and size; no host caching; no Standard HDD; across zones only with ZRS; ReadOnlyMany too",
            ],
            sharedDisk,
            sharedDiskSizes,
            sharedDiskLimits,
          ),
          row(
            ["Persistent Disk", "type: pd-ssd; at most two machines, both N2"],
            pdModes,
            page("Google Compute Engine: sharing disks between VMs"),
          ),
          row(
            [
              "Hyperdisk",
              "Balanced (at most 8 instances, no clone or snapshot) and Balanced High Availability",
            ],
            hyperdisk,
          ),
          row(["Ceph RBD", "no further condition"], rbd),
          row(
            ["Cinder", "a volume type with multiattach"],
            repository("kubernetes/cloud-provider-openstack").file(
              "docs/cinder-csi-plugin/features.md",
              "Multi-Attach Volumes",
            ),
          ),
          row(
            ["ONTAP SAN", "no further condition"],
            repository("NetAppDocs/trident").file("trident-use/ontap-san.adoc"),
          ),
          row(
            [
              "KubeVirt only",
              'for the live migration of its machines: Longhorn with migratable: "true", LINSTOR, Mayastor with rwxBlock: "true" (experimental)',
            ],
            repository("longhorn/website").file(
              "content/docs/1.12.2/references/storage-class-parameters.md",
            ),
            repository("piraeusdatastore/linstor-csi").file("pkg/utils/rwx_validation.go"),
            repository("openebs/website").file("docs/main/Solutioning/kubevirt.md"),
          ),
        ),
        statement(
          fact(
            "Nothing coordinates the writers. Without fencing by the application, data is lost without a word.",
            ebsMultiAttach,
          ),
        ),
        yaml(
          "an EBS volume as a raw device for pods on several nodes of one zone",
          `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: ebs-shared
provisioner: ebs.csi.aws.com
volumeBindingMode: WaitForFirstConsumer
parameters: {type: io2, iops: "1000"}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: shared-device
spec:
  accessModes: [ReadWriteMany]
  volumeMode: Block
  storageClassName: ebs-shared
  resources:
    requests: {storage: 20Gi}
---
apiVersion: v1
kind: Pod
metadata:
  name: device-user
spec:
  containers:
    - name: app
      image: busybox:1.37
      command: [sleep, infinity]
      volumeDevices:
        - {name: device, devicePath: /dev/shared}
  volumes:
    - name: device
      persistentVolumeClaim: {claimName: shared-device}
`,
          ebsMultiAttach,
        ),
      ],
    },
    {
      title: "Block and Filesystem in Kubernetes",
      blocks: [
        statement(
          since(
            "1.18",
            fact(
              "volumeMode: Filesystem, the default, makes a file system on an empty disk and mounts it. volumeMode: Block hands the device over. Volume and claim must say the same.",
              volumeModePage,
            ),
          ),
        ),
        statement(
          fact(
            "A Block claim goes into volumeDevices with a devicePath, any other into volumeMounts; in the wrong list the pod does not start.",
            volumeModePage,
            repository("kubernetes/kubernetes").file(
              "pkg/kubelet/volumemanager/populator/desired_state_of_world_populator.go",
            ),
          ),
        ),
        statement(
          fact(
            "Longhorn and LINSTOR make a disk shareable by an NFS server in front of it: the disk has one kernel again, and the nodes are clients.",
            repository("longhorn/website").file(
              "content/docs/1.12.2/nodes-and-volumes/volumes/rwx-volumes.md",
            ),
            repository("piraeusdatastore/linstor-csi").file("docs/design/read-write-many.md"),
          ),
        ),
        commands("what a claim is, and what its driver can do", [
          "kubectl get pvc -o wide",
          "kubectl shared explain driver/ebs.csi.aws.com",
        ]),
      ],
    },
  ],
  related: ["rwx", "rwo", "backends", "multi-attach"],
};
