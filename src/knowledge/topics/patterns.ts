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
const claimSource = repository("kubernetes/api").file(
  "core/v1/types.go",
  "PersistentVolumeClaimVolumeSource",
);
const statefulSets = page(
  "kubernetes.io: StatefulSets, stable storage",
  "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-storage",
);
const services = page(
  "kubernetes.io: Services",
  "https://kubernetes.io/docs/concepts/services-networking/service/",
);
const emptyDir = page(
  "kubernetes.io: Volumes, emptyDir",
  "https://kubernetes.io/docs/concepts/storage/volumes/#emptydir",
);
const imageVolumes = page(
  "kubernetes.io: Volumes, image",
  "https://kubernetes.io/docs/concepts/storage/volumes/#image",
);
const schedulerIgnores = repository("kubernetes/kubernetes").issue(103305);
const azureParameters = repository("kubernetes-sigs/azurefile-csi-driver").file(
  "docs/driver-parameters.md",
);
const nfsManual = page("nfs(5)", "https://man7.org/linux/man-pages/man5/nfs.5.html");

export const patterns: Topic = {
  topic: "patterns",
  title: "Patterns: how to share, and when not to",
  summary: "RWX, ROX, RWO on one node: which one when",
  sections: [
    {
      title: "In short",
      blocks: [
        statement(
          fact(
            "Three ways share a claim between pods: ReadWriteMany on a file system, for all nodes; the same, mounted read-only; and ReadWriteOnce with all pods on one node.",
            accessModesPage,
          ),
        ),
        statement(
          fact(
            "Two ways do without: a claim for each replica (StatefulSet), and pods that talk to each other through a Service.",
            statefulSets,
            services,
          ),
        ),
        statement(
          derived(
            "Share files where files are the work: uploads, models, static pages. Where pods want messages, state or locks, talk; a shared folder gives no order and no locks by itself.",
            nfsManual,
            services,
          ),
        ),
      ],
    },
    {
      title: "You want … use …",
      blocks: [
        table(
          ["you want", "use"],
          row(
            [
              "write files from many nodes",
              "RWX on EFS, Azure Files, Filestore, CephFS or NFS (rwx)",
            ],
            accessModesPage,
          ),
          row(
            [
              "read files on many nodes",
              "RWX and readOnly: true in the pods; ROX where the driver takes it; an image volume (rox)",
            ],
            claimSource,
            imageVolumes,
          ),
          row(
            [
              "share a disk on one node",
              "RWO, and pod affinity: nothing else keeps the pods there (rwo)",
            ],
            accessModesPage,
            schedulerIgnores,
          ),
          row(["one writer, surely", "RWOP (rwop)"], accessModesPage),
          row(
            ["a database", "RWOP or RWO on a disk; replicas each with a claim of their own"],
            statefulSets,
          ),
          row(
            ["data for each replica", "a StatefulSet with volumeClaimTemplates (workloads)"],
            statefulSets,
          ),
          row(["pods that talk", "a Service (pod-to-pod)"], services),
          row(["containers of one pod", "an emptyDir (same-pod)"], emptyDir),
          row(
            [
              "a raw device on many nodes",
              "RWX with volumeMode: Block, and software that coordinates (block-vs-file)",
            ],
            repository("kubernetes-sigs/aws-ebs-csi-driver").file("docs/multi-attach.md"),
          ),
          row(
            [
              "data in two namespaces",
              "a second volume of the same share with its own volumeHandle, and a claim there",
            ],
            namespacesPage,
          ),
        ),
        statement(
          fact(
            "Often read: “sharing = RWX, and disks are RWO only.” Wrong in both halves: pods of one node share an RWO claim, and some disks are RWX as raw devices.",
            accessModesPage,
            repository("kubernetes-sigs/aws-ebs-csi-driver").file("docs/multi-attach.md"),
          ),
        ),
      ],
    },
    {
      title: "Write from many nodes",
      blocks: [
        statement(
          fact(
            "Azure Files, for example. skuName belongs to the class, never to a PersistentVolume; Standard_LRS is for SMB, NFS needs a premium SKU.",
            azureParameters,
          ),
        ),
        yaml(
          "a claim that all replicas write to",
          `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: azurefile-smb
provisioner: file.csi.azure.com
parameters:
  skuName: Standard_LRS
mountOptions:
  - dir_mode=0777
  - file_mode=0777
  - mfsymlinks
  - cache=strict
  - nosharesock
  - actimeo=30
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: uploads
spec:
  accessModes: [ReadWriteMany]
  storageClassName: azurefile-smb
  resources:
    requests:
      storage: 50Gi
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: uploads
spec:
  replicas: 3
  selector:
    matchLabels:
      app: uploads
  template:
    metadata:
      labels:
        app: uploads
    spec:
      containers:
        - name: web
          image: nginx:1.29
          volumeMounts:
            - name: uploads
              mountPath: /srv/uploads
      volumes:
        - name: uploads
          persistentVolumeClaim:
            claimName: uploads
`,
          repository("kubernetes-sigs/azurefile-csi-driver").file(
            "deploy/example/storageclass-azurefile-csi.yaml",
          ),
        ),
        commands(
          "the class that gives RWX here; the claim's users, and what one more pod would meet",
          [
            "kubectl shared explain classes",
            "kubectl shared who-mounts pvc/uploads",
            "kubectl shared explain pvc/uploads",
          ],
        ),
      ],
    },
  ],
  related: ["rwx", "rox", "rwo", "rwop", "use-cases", "pod-to-pod", "workloads"],
};
