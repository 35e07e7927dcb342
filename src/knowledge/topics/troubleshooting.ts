import { page, repository } from "../citation.ts";
import { derived, fact, since } from "../fact.ts";
import { MESSAGE_PATTERNS, type MessagePattern } from "../messages.ts";
import { commands, row, type Statement, statement, type Topic, table } from "../topic.ts";
import { ONE_HANDLE_IN_TWO_VOLUMES } from "../volume-handles.ts";

const website = repository("kubernetes/website");
const kubernetes = repository("kubernetes/kubernetes");
const nfs = repository("kubernetes-csi/csi-driver-nfs");
const longhorn = repository("longhorn/longhorn");

const volumes = "content/en/docs/concepts/storage/volumes.md";
const persistentVolumes = "content/en/docs/concepts/storage/persistent-volumes.md";
const accessModes = website.file(persistentVolumes, "Access Modes");
const inUse = website.file(persistentVolumes, "Storage Object in Use Protection");
const bindingMode = website.file(
  "content/en/docs/concepts/storage/storage-classes.md",
  "Volume Binding Mode",
);
const nodeShutdown = website.file(
  "content/en/docs/concepts/cluster-administration/node-shutdown.md",
);
const attachDetach = kubernetes.file("pkg/controller/volume/attachdetach/reconciler/reconciler.go");

const EXPLAIN_POD = "kubectl shared explain pod/NAME";
const EXPLAIN_CLAIM = "kubectl shared explain pvc/NAME";

/** What to do next about a message, by the id of its pattern; without one: ask about the pod. */
const NEXT_STEPS: ReadonlyMap<string, string> = new Map([
  ["waits-for-detach", "wait a minute; then kubectl get volumeattachments."],
  ["used-on-another-node", `find the holder by ${EXPLAIN_POD}; for a rollout, strategy Recreate.`],
  ["attach-failed", "read it; kubectl describe volumeattachment shows it too."],
  ["attached", "a pod that still waits waits for the mount, on its node."],
  ["mount-wait-over", "look for the first event of the pod, not for this last one."],
  ["single-pod-volume-in-use", `${EXPLAIN_CLAIM} names the other pod.`],
  ["mount-failed", "read it, then the log of the driver's pod on that node."],
  ["driver-not-registered", "kubectl get csinode NODE -o yaml; look for the driver's pod there."],
  ["object-not-found", "make it in the pod's namespace, or mend its name; nothing else is needed."],
  ["key-not-found", "add the key, or take it out of the volume's items."],
  ["object-not-registered", "if the pod is not being deleted, wait a minute and look again."],
  ["object-cache-late", "wait; if it stays, look at the node's way to the API server."],
  ["host-path-type", "look at the path on that node, or ask for another type."],
  ["wrong-node", "use nodeSelector instead of nodeName; kubectl get pv NAME -o yaml."],
  ["mount-error", "read it, then the kubelet's log on that node."],
  ["wrong-volume-mode", "move the entry, or ask for the other volumeMode in a new claim."],
  ["selinux-conflict", "same seLinuxOptions in both pods, or seLinuxChangePolicy: Recursive."],
  ["single-pod-claim-in-use", `${EXPLAIN_CLAIM} names the other pod.`],
  ["node-affinity", "kubectl get pv NAME -o yaml, nodeAffinity; kubectl get nodes --show-labels."],
  ["unbound-immediate-claim", "kubectl describe pvc NAME, Events."],
  ["no-volume-to-bind", "of a static volume class, size, mode and node affinity must all fit."],
  [
    "not-enough-storage",
    "another node, another class or a smaller claim; kubectl get csistoragecapacities -A.",
  ],
  ["disk-in-use", "use a claim instead of the disk's name."],
  [
    "volume-lost",
    "restore the volume object, or delete the claim and make a new one, which is empty.",
  ],
  ["claim-not-found", "create it there; a claim of another namespace cannot be used."],
  ["claim-terminating", "it goes when its last pod goes; then make a new one."],
  [
    "ephemeral-claim-missing",
    "is there a claim named POD-VOLUME that the pod does not own? It is in the way.",
  ],
  ["too-many-volumes", "kubectl get csinodes -o yaml shows the limit; another node has room."],
  ["quota-exceeded", "kubectl describe resourcequota; ask for less, or for a larger quota."],
  ["claim-size-refused", "kubectl describe limitrange; ask for a size within it."],
  ["ephemeral-quota-exceeded", "kubectl describe resourcequota; ask for less, or for more quota."],
  ["ephemeral-size-refused", "kubectl describe limitrange; ask for a size within it."],
]);

/** From what one sees to why it is so and what to do. */
export const troubleshooting: Topic = {
  topic: "troubleshooting",
  title: "From the symptom to the cure",
  summary: "Pending claims, Multi-Attach, read-only, denied, stale, late",
  sections: [
    {
      title: "In short",
      blocks: [
        statement(
          fact(
            "Ask in this order: is the claim Bound, is the pod scheduled, is the volume attached to its node, is it mounted, may the process write. The first no is the cause.",
            website.file(persistentVolumes, "Lifecycle of a volume and claim"),
            attachDetach,
          ),
        ),
        statement(
          fact(
            "Events are hints: they are sent once, and expire. A missing one proves nothing; a VolumeAttachment object says where a volume is.",
            attachDetach,
          ),
        ),
        statement(
          derived(
            "Often read: a Multi-Attach error means that you need ReadWriteMany storage. Mostly it means a rollout that starts the new pod first, or a node that is gone: look for the holder before you move data.",
            repository("Azure/AKS").issue(1919),
            kubernetes.issue(138836),
          ),
        ),
        commands("Where to look", [
          `${EXPLAIN_POD}     # claim, node, attachment, holder and events in one`,
          "kubectl shared who-mounts pvc/NAME -o tree",
          "kubectl describe pod NAME",
          "kubectl get events --sort-by=.lastTimestamp",
          "kubectl get volumeattachments",
        ]),
      ],
    },
    {
      title: "The claim",
      blocks: [
        table(
          ["symptom", "cause, and what to do"],
          row(
            [
              "Pending, no pod yet",
              "The class says WaitForFirstConsumer: it is made when a pod needs it. Nothing is wrong",
            ],
            bindingMode,
          ),
          row(
            [
              "Pending, ProvisioningFailed",
              "The driver refuses, mostly the mode: ReadWriteMany from a disk, ReadOnlyMany from EFS. kubectl shared explain classes says who can",
            ],
            repository("kubernetes-sigs/aws-ebs-csi-driver").issue(2237),
            repository("kubernetes-sigs/aws-efs-csi-driver").issue(502),
          ),
          row(
            [
              "Pending, nothing said",
              "No default class, or nobody serves the class, or no static volume fits in class, size and mode. kubectl get storageclass",
            ],
            website.file(persistentVolumes, "Binding"),
          ),
          row(
            [
              "Terminating for ever",
              "A pod object still names it, a Completed one too. kubectl shared who-mounts lists them; delete the pods, not the finalizer",
            ],
            inUse,
            kubernetes.file(
              "pkg/controller/volume/pvcprotection/pvc_protection_controller.go",
              "podUsesPVCForDeletion",
            ),
          ),
          row(
            [
              "more in it than asked for",
              "The request is a minimum, and NFS, EFS and hostPath count nothing. kubectl shared explain capacity",
            ],
            nfs.issue(427),
            kubernetes.issue(124159),
            repository("kubernetes-sigs/aws-efs-csi-driver").file("docs/README.md"),
            website.file(volumes, "hostPath"),
          ),
        ),
      ],
    },
    {
      title: "The claim or its pod is not even made: FailedCreate, FailedBinding",
      blocks: [...describeMessages("FailedCreate"), ...describeMessages("FailedBinding")],
    },
    {
      title: "The pod is not scheduled: FailedScheduling",
      blocks: describeMessages("FailedScheduling"),
    },
    {
      title: "The volume is not attached: FailedAttachVolume",
      blocks: [
        statement(
          since(
            "1.37, in later patch releases of 1.36 and 1.35 too",
            fact(
              "What began with “Multi-Attach error” begins with “Waiting for detach”. The cause is the same.",
              kubernetes.issue(138837),
            ),
          ),
        ),
        ...describeMessages("FailedAttachVolume"),
        ...describeMessages("SuccessfulAttachVolume"),
        statement(
          fact(
            "The node is gone: a volume that it still mounts is detached after six minutes at the earliest, and not while its pod still counts as running. Switch the node off for sure, then taint it node.kubernetes.io/out-of-service.",
            nodeShutdown,
            attachDetach,
          ),
        ),
      ],
    },
    {
      title: "The volume is not mounted: FailedMount",
      blocks: [...describeMessages("FailedMount"), statement(ONE_HANDLE_IN_TWO_VOLUMES)],
    },
    {
      title: "It runs, but",
      blocks: [
        table(
          ["symptom", "cause, and what to do"],
          row(
            [
              "Read-only file system",
              "A readOnly switch, of the mount, the pod's volume, the mount options or the driver: kubectl shared explain read-only. Or ext4 went read-only after I/O errors, which the kernel log of the node tells. Often read: the driver has no ReadWriteMany; wrong, that shows as Pending or at the attach",
            ],
            website.file(volumes, "Read-only mounts"),
            longhorn.issue(3283),
            repository("longhorn/website").file(
              "content/kb/troubleshooting-volume-readonly-or-io-error.md",
            ),
          ),
          row(
            [
              "Permission denied",
              "Owner, group, root_squash or SELinux, not the access mode. kubectl shared explain permissions",
            ],
            accessModes,
            nfs.issue(894),
          ),
          row(
            [
              "works on one node only",
              "ReadWriteOnce on a disk: as it should be. With hostPath each node has a folder of its own, and nothing fails: the files are just not there",
            ],
            accessModes,
            website.file(volumes, "hostPath"),
          ),
          row(
            [
              "changes come late",
              "NFS checks when a file is opened and caches attributes for seconds: open it anew, or mount with actimeo or noac and pay for it",
            ],
            page(
              "nfs(5), Data and metadata coherence",
              "https://man7.org/linux/man-pages/man5/nfs.5.html",
            ),
          ),
          row(
            ["ConfigMap not updated", "Mounted by subPath: never updated. Mount the folder"],
            website.file(volumes, "configMap"),
            kubernetes.issue(50345),
          ),
          row(
            [
              "Stale file handle",
              "The NFS server was restarted or replaced. Delete the pod, so that it is mounted anew; with fsGroup that can fail too, until the node has unmounted it",
            ],
            kubernetes.issue(75918),
            nfs.issue(927),
          ),
          row(
            [
              "endpoint not connected",
              "“Transport endpoint is not connected”: the FUSE process behind the mount is dead. Delete the pod",
            ],
            repository("GoogleCloudPlatform/gcs-fuse-csi-driver").file("docs/known-issues.md"),
          ),
          row(
            [
              "/dev/shm is full",
              "64 MB by default. Mount an emptyDir with medium: Memory there. kubectl shared explain shm",
            ],
            kubernetes.issue(28272),
          ),
          row(
            [
              "No such file, at start",
              "The reader was faster than the writer beside it. kubectl shared explain same-pod",
            ],
            website.file(
              "content/en/docs/concepts/workloads/pods/init-containers.md",
              "Using init containers",
            ),
          ),
        ),
      ],
    },
  ],
  related: ["multi-attach", "permissions", "read-only", "capacity", "workloads", "shm"],
};

/** One statement for each message with that reason: what it says, what it means, what to do. */
function describeMessages(reason: MessagePattern["reason"]): readonly Statement[] {
  return MESSAGE_PATTERNS.filter((pattern) => pattern.reason === reason).map(describeMessage);
}

function describeMessage({ id, meaning, wordings: [wording] }: MessagePattern): Statement {
  const next = NEXT_STEPS.get(id) ?? `${EXPLAIN_POD} says more.`;
  const text = wording === undefined ? "" : `“${wording.value.trim()}”: `;
  return statement({ ...meaning, value: `${text}${meaning.value} Next: ${next}` });
}
