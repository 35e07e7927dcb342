import { page, repository } from "../citation.ts";
import { derived, fact } from "../fact.ts";
import { commands, statement, type Topic, yaml } from "../topic.ts";

const kubernetes = repository("kubernetes/kubernetes");
const accessModesPage = page(
  "kubernetes.io: Persistent Volumes, access modes",
  "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes",
);
const multiAttach = kubernetes.file("pkg/volume/util/util.go", "IsMultiAttachAllowed");
const attachUtil = kubernetes.file("pkg/controller/volume/attachdetach/util/util.go");
const schedulerIgnores = kubernetes.issue(103305);
const deployments = repository("kubernetes/api").file(
  "apps/v1/types.go",
  "RollingUpdateDeployment",
);
const podAffinity = page(
  "kubernetes.io: Assigning Pods to Nodes, inter-pod affinity",
  "https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity",
);

export const rwo: Topic = {
  topic: "rwo",
  title: "ReadWriteOnce: one node, not one pod",
  summary: "ReadWriteOnce: one node, any number of pods on it",
  sections: [
    {
      title: "In short",
      blocks: [
        statement(
          fact(
            "ReadWriteOnce (RWO) lets one node mount a volume read-write. All pods of that node may share it, and all of them may write.",
            accessModesPage,
            kubernetes.issue(60903),
          ),
        ),
        statement(
          fact(
            "A pod on another node waits until the volume is detached from the first, which happens when no pod there wants it any more. Drivers that do not attach know no such wait: nobody enforces the mode.",
            multiAttach,
            attachUtil,
            kubernetes.file("pkg/controller/volume/attachdetach/reconciler/reconciler.go"),
          ),
        ),
        statement(
          fact(
            "Nothing places the pods of one claim together. If one pod must be alone with its data, ask for ReadWriteOncePod instead.",
            schedulerIgnores,
            accessModesPage,
          ),
        ),
      ],
    },
    {
      title: "Who enforces it",
      blocks: [
        statement(
          fact(
            "The attach-detach controller alone. It attaches a volume to a second node only if the volume's list has ReadWriteMany or ReadOnlyMany.",
            multiAttach,
          ),
        ),
        statement(
          fact(
            "It handles only volumes that are attached. With attachRequired: false in the CSIDriver (EFS, Azure Files, Filestore, NFS, CephFS), an RWO claim can be mounted read-write on many nodes at once, and nobody objects.",
            attachUtil,
            kubernetes.issue(86694),
          ),
        ),
        statement(
          fact(
            "The scheduler does not look at ReadWriteOnce. It may choose a node where the pod can only wait; the wish to change that is open.",
            schedulerIgnores,
          ),
        ),
        statement(
          fact(
            'Some drivers are stricter: OpenEBS LVM and ZFS give an RWO file system to one pod, unless the class says shared: "yes".',
            repository("openebs/lvm-localpv").file("docs/storageclasses.md"),
            repository("openebs/zfs-localpv").file("docs/storageclasses.md"),
          ),
        ),
        statement(
          fact(
            "Often read: “RWO volumes cannot be shared.” Wrong twice: pods of one node share them, and where nothing attaches, pods of all nodes can.",
            accessModesPage,
            kubernetes.issue(86694),
          ),
        ),
      ],
    },
    {
      title: "Rolling updates",
      blocks: [
        statement(
          fact(
            "A Deployment of one replica starts the new pod before it stops the old one: maxSurge 25 % rounds up to one, maxUnavailable 25 % rounds down to none.",
            deployments,
          ),
        ),
        statement(
          derived(
            "On another node the new pod waits for the volume and the old pod for the new one, so the rollout stands still for ever. strategy: Recreate stops the old pod first; the price is a gap.",
            deployments,
            repository("Azure/AKS").issue(1919),
          ),
        ),
        yaml(
          "a Deployment that never has two pods on its RWO claim",
          `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: ledger
spec:
  accessModes: [ReadWriteOnce]
  resources:
    requests: {storage: 20Gi}
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: ledger
spec:
  replicas: 1
  strategy: {type: Recreate}
  selector:
    matchLabels: {app: ledger}
  template:
    metadata:
      labels: {app: ledger}
    spec:
      containers:
        - name: ledger
          image: nginx:1.29
          volumeMounts:
            - {name: data, mountPath: /data}
      volumes:
        - name: data
          persistentVolumeClaim: {claimName: ledger}
`,
          deployments,
        ),
      ],
    },
    {
      title: "Several pods on the volume's node",
      blocks: [
        statement(
          fact(
            "Required pod affinity on kubernetes.io/hostname sends a pod to the node of the pods it names. A selector of the workload's own label keeps its replicas together.",
            podAffinity,
          ),
        ),
        statement(
          derived(
            "All of them then live and die with one node: it is a way to share a disk, not a way to be available.",
            podAffinity,
          ),
        ),
        yaml(
          "a second pod that follows the first to its node",
          `apiVersion: v1
kind: Pod
metadata:
  name: ledger-report
spec:
  affinity:
    podAffinity:
      requiredDuringSchedulingIgnoredDuringExecution:
        - labelSelector:
            matchLabels: {app: ledger}
          topologyKey: kubernetes.io/hostname
  containers:
    - name: report
      image: busybox:1.37
      command: [sh, -c, "while true; do ls -l /data; sleep 60; done"]
      volumeMounts:
        - {name: data, mountPath: /data, readOnly: true}
  volumes:
    - name: data
      persistentVolumeClaim: {claimName: ledger}
`,
          podAffinity,
        ),
        commands("who is on the claim, where the volume is attached, who waits and why", [
          "kubectl shared who-mounts pvc/ledger -o tree",
          "kubectl get volumeattachments",
          "kubectl shared explain pvc/ledger",
        ]),
      ],
    },
  ],
  related: ["multi-attach", "rwop", "rwx", "workloads", "access-modes"],
};
