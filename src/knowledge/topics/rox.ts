import { page, repository } from "../citation.ts";
import { derived, fact, since } from "../fact.ts";
import { commands, row, statement, type Topic, table, yaml } from "../topic.ts";

const accessModesPage = page(
  "kubernetes.io: Persistent Volumes, access modes",
  "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes",
);
const types = repository("kubernetes/api").file(
  "core/v1/types.go",
  "PersistentVolumeClaimVolumeSource",
);
const ebs = repository("kubernetes-sigs/aws-ebs-csi-driver");
const efs = repository("kubernetes-sigs/aws-efs-csi-driver");
const pd = repository("kubernetes-sigs/gcp-compute-persistent-disk-csi-driver");
const cephCsi = repository("ceph/ceph-csi");
const readOnlyDisks = page(
  "Google Kubernetes Engine: read data from a disk on several nodes",
  "https://cloud.google.com/kubernetes-engine/docs/how-to/persistent-volumes/readonlymany-disks",
);
const imageVolumes = page(
  "kubernetes.io: Volumes, image",
  "https://kubernetes.io/docs/concepts/storage/volumes/#image",
);

export const rox: Topic = {
  topic: "rox",
  title: "ReadOnlyMany: many nodes, to read",
  summary: "ReadOnlyMany: which drivers take it, and what to use instead",
  sections: [
    {
      title: "In short",
      blocks: [
        statement(
          fact(
            "ReadOnlyMany (ROX) asks for a volume that many nodes can read. The mode itself keeps nobody from writing; some drivers do.",
            accessModesPage,
          ),
        ),
        statement(
          fact(
            "Several drivers refuse it, EFS and EBS among them. A claim that asks them for ROX stays Pending.",
            efs.issue(502),
            ebs.issue(2178),
          ),
        ),
        statement(
          fact(
            "What works with every network file system: a ReadWriteMany claim, and readOnly: true on the claim's volume in each pod that shall only read.",
            types,
            efs.issue(502),
          ),
        ),
      ],
    },
    {
      title: "What drivers make of it",
      blocks: [
        table(
          ["answer", "drivers"],
          row(
            [
              "takes it, mounts read-only",
              "Azure Files, Azure Blob, SMB, Mountpoint for S3, Hyperdisk ML, LINSTOR",
            ],
            repository("kubernetes-sigs/azurefile-csi-driver").file("pkg/azurefile/nodeserver.go"),
            repository("kubernetes-csi/csi-driver-smb").file("pkg/smb/nodeserver.go"),
            repository("awslabs/mountpoint-s3-csi-driver").file("pkg/driver/node/node.go"),
          ),
          row(
            ["takes it, can be written", "NFS (nfs.csi.k8s.io, in-tree, subdir), Filestore"],
            repository("kubernetes-csi/csi-driver-nfs").file("pkg/nfs/nodeserver.go"),
            repository("kubernetes-sigs/gcp-filestore-csi-driver").file("pkg/csi_driver/node.go"),
          ),
          row(
            [
              "needs filled data",
              "Persistent Disk, Ceph RBD, CephFS: a snapshot or another claim as dataSource (Persistent Disk: or a static volume of a filled disk); then mounted read-only",
            ],
            pd.file("pkg/gce-pd-csi-driver/controller.go"),
            cephCsi.file("internal/util/validate.go"),
          ),
          row(
            [
              "needs a static volume",
              "JuiceFS: a new volume would be an empty folder for ever; mounted read-only",
            ],
            repository("juicedata/juicefs-csi-driver").file("pkg/driver/controller.go"),
          ),
          row(
            [
              "refuses it",
              "EBS, EFS, FSx for Lustre and OpenZFS, Azure Disk with a file system, new Longhorn volumes, OpenEBS LVM and ZFS, most other disks",
            ],
            ebs.issue(2178),
            efs.file("pkg/driver/node.go", "volumeCapAccessModes"),
            repository("longhorn/longhorn-manager").file("csi/controller_server.go"),
          ),
        ),
        statement(
          fact(
            "For several drivers that take it, such as gcsfuse and WEKA, it is not documented whether they mount it read-only. All drivers: kubectl shared explain backends --mode rox.",
            repository("GoogleCloudPlatform/gcs-fuse-csi-driver").file("README.md"),
            repository("weka/csi-wekafs").file("docs/usage.md"),
          ),
        ),
        statement(
          fact(
            "Often read: “EFS supports ROX.” Wrong: the driver answers “invalid access mode: MULTI_NODE_READER_ONLY”. And “pods can only read from it” is wrong for every driver of the second row.",
            efs.issue(972),
            accessModesPage,
          ),
        ),
      ],
    },
    {
      title: "Ways to read-only data on many nodes",
      blocks: [
        statement(
          fact(
            "ReadWriteMany and readOnly: true in the pod: the switch reaches every container of the pod, and the driver when it mounts.",
            types,
          ),
        ),
        yaml(
          "readers of a ReadWriteMany claim that cannot write to it",
          `apiVersion: apps/v1
kind: Deployment
metadata:
  name: readers
spec:
  replicas: 3
  selector:
    matchLabels: {app: readers}
  template:
    metadata:
      labels: {app: readers}
    spec:
      containers:
        - name: web
          image: nginx:1.29
          volumeMounts:
            - name: data
              mountPath: /usr/share/nginx/html
      volumes:
        - name: data
          persistentVolumeClaim:
            claimName: reference-data
            readOnly: true
`,
          types,
        ),
        statement(
          since(
            "1.36",
            fact(
              "An image volume brings the content of an OCI image, always read-only, to any number of pods and nodes, without a claim. It is looked up again when the pod is made anew. On by default since 1.35.",
              imageVolumes,
              { ...repository("kubernetes/enhancements").issue(4639), document: "KEP 4639" },
            ),
          ),
        ),
        yaml(
          "data that travels as an image",
          `apiVersion: v1
kind: Pod
metadata:
  name: reader
spec:
  containers:
    - name: reader
      image: nginx:1.29
      volumeMounts:
        - name: data
          mountPath: /data
  volumes:
    - name: data
      image:
        reference: busybox:1.37
        pullPolicy: IfNotPresent
`,
          imageVolumes,
        ),
        statement(
          fact(
            "One filled disk: a ROX claim whose dataSource is a snapshot or a claim (Persistent Disk, Ceph RBD). The first read-only attach of a Hyperdisk ML makes it read-only for ever.",
            readOnlyDisks,
            pd.file("pkg/gce-pd-csi-driver/controller.go", "updateAccessModeIfNecessary"),
          ),
        ),
        statement(
          derived(
            "A static ROX volume of a Persistent Disk also needs csi.readOnly: true, else the disk is attached for writing.",
            pd.file("pkg/gce-pd-csi-driver/controller.go"),
          ),
        ),
        commands("who could write to a claim that is meant to be read", [
          "kubectl shared who-mounts pvc/reference-data",
          "kubectl shared explain pvc/reference-data",
        ]),
      ],
    },
  ],
  related: ["read-only", "rwx", "access-modes", "backends", "use-cases"],
};
