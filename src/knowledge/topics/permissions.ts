import { page, repository } from "../citation.ts";
import type { Driver } from "../driver.ts";
import { DRIVERS } from "../drivers.ts";
import { derived, fact, since } from "../fact.ts";
import { commands, row, statement, type Topic, table, yaml } from "../topic.ts";

const website = repository("kubernetes/website");
const kubernetes = repository("kubernetes/kubernetes");
const enhancements = repository("kubernetes/enhancements");
const api = repository("kubernetes/api");
const efs = repository("kubernetes-sigs/aws-efs-csi-driver");
const nfs = repository("kubernetes-csi/csi-driver-nfs");
const smb = repository("kubernetes-csi/csi-driver-smb");

const securityContext = website.file(
  "content/en/docs/tasks/configure-pod-container/security-context.md",
);
const podSecurityContext = api.file("core/v1/types.go", "PodSecurityContext");
const fsGroupPolicy = api.file("storage/v1/types.go", "FSGroupPolicy");
const csiMounter = kubernetes.file("pkg/volume/csi/csi_mounter.go", "supportsFSGroup");
const mountGroup = enhancements.file("keps/sig-storage/2317-fsgroup-on-mount/README.md");
const seLinux = enhancements.file("keps/sig-storage/1710-selinux-relabeling/README.md");
const notForNfs = kubernetes.issue(90123);

/** Who may read and write what several pods mount. */
export const permissions: Topic = {
  topic: "permissions",
  title: "Permission denied on a shared volume",
  summary: "fsGroup and when it is skipped, groups, mount options, SELinux",
  sections: [
    {
      title: "In short",
      blocks: [
        statement(
          fact(
            "An access mode gives no permission. After the mount it is the owner, group and mode of the files that decide, and on a server its export rules.",
            website.file("content/en/docs/concepts/storage/persistent-volumes.md", "Access Modes"),
            securityContext,
          ),
        ),
        statement(
          fact(
            "fsGroup gives the files of a volume to a group of the pod. For ReadWriteMany volumes many drivers leave it out, by the default policy and without a word.",
            fsGroupPolicy,
            csiMounter,
            repository("seaweedfs/seaweedfs-csi-driver").issue(312),
          ),
        ),
        statement(
          fact(
            "What works on shared storage: the same supplementalGroups in all pods, mount options uid and gid where the protocol has no owners, or an identity that the server forces.",
            notForNfs,
            smb.file("docs/driver-parameters.md"),
            efs.file("docs/parameters.md"),
          ),
        ),
      ],
    },
    {
      title: "What fsGroup does on a ReadWriteMany volume",
      blocks: [
        table(
          ["driver says", "then", "among those that can be shared by files"],
          row(
            [
              "VOLUME_MOUNT_GROUP",
              "driver does it",
              listShared(({ mountGroup: it }) => Boolean(it)),
            ],
            mountGroup,
            csiMounter,
          ),
          row(
            ["policy File", "owner changed", listShared((it) => isPolicy(it, "File"))],
            fsGroupPolicy,
            csiMounter,
          ),
          row(
            [
              "default policy",
              "skipped",
              listShared((it) => isPolicy(it, "ReadWriteOnceWithFSType")),
            ],
            fsGroupPolicy,
            csiMounter,
          ),
          row(
            ["policy None", "skipped", listShared((it) => isPolicy(it, "None"))],
            fsGroupPolicy,
            csiMounter,
          ),
          row(
            [
              "not documented",
              "read CSIDriver",
              listShared(
                ({ kind, mountGroup: it, fsGroupPolicy: policy }) =>
                  kind === "csi" && !it && policy.value === null,
              ),
            ],
            fsGroupPolicy,
          ),
        ),
        statement(
          fact(
            "The default, ReadWriteOnceWithFSType, asks for a file system type and for ReadWriteOnce among the modes. A mount that is read-only is skipped as well.",
            fsGroupPolicy,
            csiMounter,
          ),
        ),
        statement(
          since(
            "1.26",
            fact(
              "A driver with VOLUME_MOUNT_GROUP gets the group at mount, whatever the policy and the access mode; the kubelet changes no owner, and fsGroupChangePolicy means nothing to it.",
              mountGroup,
              csiMounter,
              securityContext,
            ),
          ),
        ),
        statement(
          fact(
            "Where the kubelet does it, it goes over every file at each start. fsGroupChangePolicy: OnRootMismatch skips that while the root folder is right.",
            securityContext,
            enhancements.file("keps/sig-storage/695-skip-permission-change/README.md"),
          ),
        ),
        statement(
          fact(
            "Pods that do so on several nodes race over the same files. Give all of them the same group, and OnRootMismatch.",
            repository("kubernetes-sigs/aws-fsx-csi-driver").file(
              "charts/aws-fsx-csi-driver/CHANGELOG.md",
            ),
          ),
        ),
      ],
    },
    {
      title: "By kind of storage",
      blocks: [
        table(
          ["storage", "who decides, and what to set"],
          row(
            [
              "NFS",
              "the server, by the numbers that the pod brings: supplementalGroups with the group of the export. fsGroup was not made for it",
            ],
            notForNfs,
          ),
          row(
            [
              "NFS, root_squash",
              "root of the pod becomes nobody: its writes fail, and so does the kubelet's change of owner (nfs.csi.k8s.io has policy File). Set the owner on the server",
            ],
            nfs.issue(894),
            page("exports(5)", "https://man7.org/linux/man-pages/man5/exports.5.html"),
          ),
          row(
            [
              "EFS, dynamic",
              "the access point puts its own user and group in the place of the pod's: runAsUser and fsGroup do not matter. Choose them by uid and gid of the class",
            ],
            efs.file("docs/parameters.md"),
          ),
          row(
            [
              "SMB, Azure Files",
              "the mount: options uid, gid, dir_mode, file_mode of the class or the volume; without gid the driver takes fsGroup",
            ],
            smb.file("deploy/example/storageclass-smb.yaml"),
            repository("kubernetes-sigs/azurefile-csi-driver").file(
              "deploy/example/storageclass-azurefile-csi.yaml",
            ),
            repository("kubernetes-sigs/azurefile-csi-driver").file("pkg/azurefile/azurefile.go"),
          ),
          row(
            [
              "disk, ReadWriteOnce",
              "the file system on it: fsGroup, for all pods of the node; the last one that starts wins (derived)",
            ],
            csiMounter,
            securityContext,
          ),
          row(
            ["emptyDir", "everyone in the pod: mode 0777 by default; fsGroup sets the group"],
            api.file("core/v1/types.go", "EmptyDirVolumeSource"),
            securityContext,
          ),
          row(
            ["hostPath", "the node: fsGroup changes nothing there"],
            kubernetes.file("pkg/volume/hostpath/host_path.go", "GetAttributes"),
          ),
        ),
        statement(
          fact(
            "Over NFS without Kerberos a pod brings 16 groups at most, and a server with manage-gids does not ask the pod at all: it looks the user's groups up itself.",
            page(
              "rpc.mountd(8), --manage-gids",
              "https://man7.org/linux/man-pages/man8/rpc.mountd.8.html",
            ),
          ),
        ),
        yaml(
          "Two pods with one group of the NFS export, 2000",
          `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: team-files
spec:
  accessModes: [ReadWriteMany]
  storageClassName: nfs
  resources:
    requests:
      storage: 10Gi
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: editors
spec:
  replicas: 2
  selector:
    matchLabels:
      app: editors
  template:
    metadata:
      labels:
        app: editors
    spec:
      securityContext:
        runAsUser: 1000
        runAsGroup: 1000
        supplementalGroups: [2000]
      containers:
        - name: editor
          image: busybox:1.37
          command: ["sh", "-c", "umask 002; while true; do date >> /files/log; sleep 10; done"]
          volumeMounts:
            - name: files
              mountPath: /files
      volumes:
        - name: files
          persistentVolumeClaim:
            claimName: team-files
`,
          notForNfs,
        ),
        statement(
          derived(
            "umask 002 keeps new files writable for the group, and a folder with the setgid bit hands its group on. Without both the second user is shut out again.",
            page("umask(2)", "https://man7.org/linux/man-pages/man2/umask.2.html"),
            page("inode(7), S_ISGID", "https://man7.org/linux/man-pages/man7/inode.7.html"),
          ),
        ),
      ],
    },
    {
      title: "SELinux",
      blocks: [
        statement(
          since(
            "ReadWriteOncePod 1.28, all volumes 1.37",
            fact(
              "A volume that is mounted with one SELinux label cannot be shared on a node by pods with different labels, or by a privileged and an unprivileged one. The event says “conflicting SELinux labels”.",
              seLinux,
              kubernetes.file("pkg/kubelet/volumemanager/cache/desired_state_of_world.go"),
            ),
          ),
        ),
        statement(
          since(
            "1.33, stable 1.36",
            fact(
              "Give the pods the same seLinuxOptions, or set seLinuxChangePolicy: Recursive. It concerns CSI drivers with seLinuxMount: true, iSCSI and FC.",
              seLinux,
              podSecurityContext,
            ),
          ),
        ),
      ],
    },
    {
      title: "Look at it",
      blocks: [
        commands(
          "Who the process is, whose the files are, what the driver was told",
          [
            "kubectl exec deploy/editors -- id",
            "kubectl exec deploy/editors -- ls -ln /files",
            "kubectl exec deploy/editors -- grep /files /proc/mounts",
            "kubectl get csidrivers -o custom-columns=NAME:.metadata.name,FSGROUP:.spec.fsGroupPolicy",
            "kubectl shared explain driver/efs.csi.aws.com",
          ],
          fsGroupPolicy,
        ),
      ],
    },
  ],
  related: ["read-only", "rwx", "troubleshooting", "sockets"],
};

function isPolicy({ mountGroup, fsGroupPolicy }: Driver, policy: string): boolean {
  return !mountGroup && fsGroupPolicy.value === policy;
}

/** Names of the drivers whose file systems pods of several nodes may write. */
function listShared(isMeant: (driver: Driver) => boolean): string {
  return DRIVERS.filter(isMeant)
    .filter(({ variants }) => variants.some(({ filesystem }) => isShared(filesystem.value)))
    .map(({ names: [name] }) => name)
    .join(", ");
}

function isShared({ ReadWriteMany: { answer } }: Driver["variants"][0]["filesystem"]["value"]) {
  return answer === "yes" || answer === "conditional";
}
