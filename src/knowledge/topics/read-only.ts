import { page, repository } from "../citation.ts";
import { derived, fact, since } from "../fact.ts";
import { commands, row, statement, type Topic, table, yaml } from "../topic.ts";

const kubernetes = repository("kubernetes/kubernetes");
const types = repository("kubernetes/api").file("core/v1/types.go", "VolumeMount");
const claimSource = repository("kubernetes/api").file(
  "core/v1/types.go",
  "PersistentVolumeClaimVolumeSource",
);
const makeMounts = kubernetes.file("pkg/kubelet/kubelet_pods.go", "makeMounts");
const csiMounter = kubernetes.file("pkg/volume/csi/csi_mounter.go");
const csiPlugin = kubernetes.file("pkg/volume/csi/csi_plugin.go");
const csiAttach = repository("kubernetes-csi/external-attacher").file(
  "pkg/controller/csi_handler.go",
);
const readOnlyMounts = page(
  "kubernetes.io: Volumes, read-only mounts",
  "https://kubernetes.io/docs/concepts/storage/volumes/#read-only-mounts",
);
const mountOptionsPage = page(
  "kubernetes.io: Persistent Volumes, mount options",
  "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#mount-options",
);
const accessModesPage = page(
  "kubernetes.io: Persistent Volumes, access modes",
  "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes",
);
const longhornKb = repository("longhorn/website").file(
  "content/kb/troubleshooting-volume-readonly-or-io-error.md",
);

export const readOnly: Topic = {
  topic: "read-only",
  title: "Read-only: which of the switches decides",
  summary: "mount, pod volume, mount options, access mode: which decides",
  sections: [
    {
      title: "In short",
      blocks: [
        statement(
          fact(
            "Read-only wins. One switch suffices, and no readOnly: false turns another one off.",
            makeMounts,
          ),
        ),
        statement(
          fact(
            "The switch to use is readOnly: true on the pod's persistentVolumeClaim: it reaches every container of the pod, and the driver.",
            claimSource,
            csiMounter,
          ),
        ),
        statement(
          fact(
            "The access mode is no switch: a ReadOnlyMany volume can be writable.",
            accessModesPage,
          ),
        ),
      ],
    },
    {
      title: "The switches",
      blocks: [
        table(
          ["switch", "what it does"],
          row(
            [
              "volumeMounts[].readOnly",
              "one container cannot write there; another one of the same pod still may",
            ],
            types,
            readOnlyMounts,
          ),
          row(
            [
              "persistentVolumeClaim.readOnly",
              "no container of the pod can write; the driver is told when it mounts for this pod",
            ],
            claimSource,
            csiMounter,
            makeMounts,
          ),
          row(
            [
              "mountOptions: [ro] of the volume",
              "no pod that uses the volume can write, where its kind of volume takes mount options",
            ],
            mountOptionsPage,
          ),
          row(
            [
              "accessModes: [ReadOnlyMany]",
              "decides nothing by itself; some drivers mount such a volume read-only",
            ],
            accessModesPage,
          ),
        ),
        statement(
          fact(
            "Two more look like switches and are none. csi.readOnly of a PersistentVolume goes to the attach call only, never to the mount; nfs.readOnly of one is not used by the kubelet.",
            csiPlugin,
            csiAttach,
            kubernetes.file("pkg/volume/nfs/nfs.go"),
          ),
        ),
        statement(
          derived(
            "Two volumes of a pod that name one claim are mounted once. Where one of them is read-only, both are or none is, and the manifest does not decide which.",
            kubernetes.file(
              "pkg/kubelet/volumemanager/cache/desired_state_of_world.go",
              "AddPodToVolume",
            ),
          ),
        ),
        statement(
          fact(
            "Drivers that mount ReadOnlyMany read-only: Azure Files, Azure Blob, SMB, Mountpoint for S3, Persistent Disk, CephFS, Ceph RBD, JuiceFS, LINSTOR. Drivers that do not: NFS and Filestore. EBS, EFS and FSx refuse the mode.",
            repository("kubernetes-sigs/azurefile-csi-driver").file("pkg/azurefile/nodeserver.go"),
            repository("ceph/ceph-csi").file("internal/cephfs/nodeserver.go"),
            repository("kubernetes-csi/csi-driver-nfs").file("pkg/nfs/nodeserver.go"),
          ),
        ),
        statement(
          fact(
            "ConfigMap, Secret, downward API, projected and image volumes are always read-only.",
            readOnlyMounts,
            repository("kubernetes/api").file("core/v1/types.go", "ImageVolumeSource"),
          ),
        ),
        statement(
          since(
            "1.33",
            fact(
              "A read-only mount does not cover mounts below it. recursiveReadOnly: Enabled does, with a kernel of 5.12 or later and a container runtime that can.",
              readOnlyMounts,
              { ...repository("kubernetes/enhancements").issue(3857), document: "KEP 3857" },
            ),
          ),
        ),
      ],
    },
    {
      title: "Write in one place, read in all others",
      blocks: [
        yaml(
          "a pod whose one container writes what the other only reads",
          `apiVersion: v1
kind: Pod
metadata:
  name: publisher
spec:
  containers:
    - name: writer
      image: busybox:1.37
      command: [sh, -c, "while sleep 9; do date > /data/index.html; done"]
      volumeMounts:
        - name: site
          mountPath: /data
    - name: web
      image: nginx:1.29
      volumeMounts:
        - name: site
          mountPath: /usr/share/nginx/html
          readOnly: true
  volumes:
    - name: site
      persistentVolumeClaim:
        claimName: site
`,
          readOnlyMounts,
        ),
        yaml(
          "pods that cannot write to the same claim at all",
          `apiVersion: apps/v1
kind: Deployment
metadata:
  name: site-readers
spec:
  replicas: 3
  selector:
    matchLabels:
      app: site-readers
  template:
    metadata:
      labels:
        app: site-readers
    spec:
      containers:
        - name: web
          image: nginx:1.29
          volumeMounts:
            - name: site
              mountPath: /usr/share/nginx/html
      volumes:
        - name: site
          persistentVolumeClaim:
            claimName: site
            readOnly: true
`,
          claimSource,
        ),
      ],
    },
    {
      title: "“Read-only file system”",
      blocks: [
        statement(
          fact(
            "Often read: it means that the backend does not support ReadWriteMany. Wrong: that shows as a pending claim, an attach that waits, or a mount that fails.",
            longhornKb,
            readOnlyMounts,
          ),
        ),
        statement(
          fact(
            "It means that one of the switches is set, or that the kernel made ext4 read-only after errors of the disk. In the second case no manifest helps: look at the node's kernel log and the storage.",
            longhornKb,
            repository("longhorn/longhorn").issue(3283),
          ),
        ),
        commands("which switch makes it so, and what the kernel says", [
          "kubectl shared who-mounts pvc/site -o json | grep -A2 readOnlyBecause",
          "kubectl exec publisher -c web -- grep nginx /proc/mounts",
          "kubectl shared explain pod/publisher",
        ]),
      ],
    },
  ],
  related: ["rox", "access-modes", "permissions", "troubleshooting"],
};
