import { page, repository } from "../citation.ts";
import { fact, since } from "../fact.ts";
import { commands, row, statement, type Topic, table } from "../topic.ts";

const kubernetes = repository("kubernetes/kubernetes");
const accessModesPage = page(
  "kubernetes.io: Persistent Volumes, access modes",
  "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes",
);
const types = repository("kubernetes/api").file("core/v1/types.go", "PersistentVolumeAccessMode");
const multiAttach = kubernetes.file("pkg/volume/util/util.go", "IsMultiAttachAllowed");
const restrictions = kubernetes.file(
  "pkg/scheduler/framework/plugins/volumerestrictions/volume_restrictions.go",
);
const operations = kubernetes.file("pkg/volume/util/operationexecutor/operation_generator.go");
const validation = kubernetes.file("pkg/apis/core/validation/validation.go");
const provisioner = repository("kubernetes-csi/external-provisioner").file(
  "pkg/controller/controller.go",
  "getVolumeCapabilities",
);
const attacher = repository("kubernetes-csi/external-attacher").file("pkg/controller/util.go");
const ebsMultiAttach = repository("kubernetes-sigs/aws-ebs-csi-driver").file(
  "docs/multi-attach.md",
);
const s3Node = repository("awslabs/mountpoint-s3-csi-driver").file("pkg/driver/node/node.go");

export const accessModes: Topic = {
  topic: "access-modes",
  title: "Access modes: from where a volume may be used, and who sees to it",
  summary: "the four modes, what each promises and who enforces it",
  sections: [
    {
      title: "In short",
      blocks: [
        statement(
          fact(
            "An access mode says from how many nodes a volume may be used; one mode says by how many pods. It asks for a kind of storage and is no permission.",
            accessModesPage,
            types,
          ),
        ),
        statement(
          fact(
            "ReadWriteOnce is one node with any number of pods on it. ReadOnlyMany and ReadWriteMany are many nodes. ReadWriteOncePod is one pod in the whole cluster.",
            accessModesPage,
            types,
          ),
        ),
        statement(
          fact(
            "Which modes a claim can have is up to its driver. Whether a mode is kept is up to whoever enforces it, and for two of the four that may be nobody.",
            accessModesPage,
            multiAttach,
          ),
        ),
        {
          kind: "diagram",
          groups: [
            {
              title: "One node: ReadWriteOnce",
              users: ["Pod A", "Pod B"],
              storage: "EBS or Azure Disk volume",
            },
            {
              title: "Several nodes: ReadWriteMany",
              users: ["Pod X on node 1", "Pod Y on node 2", "Pod Z on node 3"],
              storage: "EFS or Azure Files volume",
            },
          ],
        },
      ],
    },
    {
      title: "The four modes and who enforces them",
      blocks: [
        table(
          ["mode", "promise", "enforced by"],
          row(
            ["RWO", "one node", "the attach-detach controller, only for drivers that attach"],
            multiAttach,
            kubernetes.issue(86694),
          ),
          row(
            ["ROX", "many nodes, to read", "some drivers, by a read-only mount; never Kubernetes"],
            accessModesPage,
          ),
          row(
            ["RWX", "many nodes", "nobody needs to; the driver refuses what it cannot do"],
            accessModesPage,
          ),
          row(
            ["RWOP", "one pod", "the scheduler, then the kubelet of the node"],
            restrictions,
            operations,
          ),
        ),
        statement(
          since(
            "1.29",
            fact(
              "ReadWriteOncePod is generally available; it works for CSI volumes only.",
              { ...repository("kubernetes/enhancements").issue(2485), document: "KEP 2485" },
              accessModesPage,
            ),
          ),
        ),
        statement(
          fact(
            "The scheduler does not look at ReadWriteOnce: it may put two pods of one claim on two nodes, and the second then waits for its volume.",
            kubernetes.issue(103305),
            restrictions,
          ),
        ),
      ],
    },
    {
      title: "What a mode is not",
      blocks: [
        statement(
          fact(
            "No write protection: modes match claims to volumes, and a ReadOnlyMany volume is not sure to be read-only once it is mounted. Set readOnly: true in the pod.",
            accessModesPage,
          ),
        ),
        statement(
          fact(
            "No list of rights: a volume that names several modes is mounted with one of them at a time.",
            accessModesPage,
          ),
        ),
        statement(
          fact(
            "Not to be changed: a claim's modes are fixed once it exists. Another mode means another claim, and the data copied.",
            kubernetes.file(
              "pkg/apis/core/validation/validation.go",
              "ValidatePersistentVolumeClaimUpdate",
            ),
          ),
        ),
        statement(
          fact(
            "Not always checked when the claim binds: a new volume's modes are shown to its driver, those of a static one only when it is mounted. An RWO claim on Mountpoint for S3 binds and then fails to mount.",
            provisioner,
            s3Node,
          ),
        ),
        statement(
          fact(
            "Often read: “RWX is a network file system, block disks are RWO only, always true.” Wrong: EBS io2 and Azure disks with maxShares, among others, are RWX as raw devices, volumeMode: Block.",
            ebsMultiAttach,
            repository("kubernetes-sigs/azuredisk-csi-driver").file(
              "deploy/example/sharedisk/README.md",
            ),
          ),
        ),
      ],
    },
    {
      title: "Several modes on one volume",
      blocks: [
        statement(
          fact(
            "A claim binds to a static volume only if the volume lists every mode that the claim asks for.",
            repository("kubernetes/component-helpers").file(
              "storage/volume/pv_helpers.go",
              "CheckAccessModes",
            ),
          ),
        ),
        table(
          ["modes", "what happens"],
          row(
            ["RWX and RWO or ROX", "the driver must accept each; it is attached as RWX"],
            provisioner,
            attacher,
          ),
          row(
            [
              "RWO and ROX",
              "created; then a driver that attaches fails: CSI does not support ReadOnlyMany and ReadWriteOnce on the same PersistentVolume. Without attach the first of the list counts",
            ],
            attacher,
            kubernetes.file("pkg/volume/csi/csi_mounter.go"),
          ),
          row(
            [
              "RWOP and another",
              "the API server refuses it: may not use ReadWriteOncePod with other access modes",
            ],
            validation,
          ),
        ),
        statement(
          fact(
            "On the node the driver is told one mode only, the first of the volume's list.",
            kubernetes.file("pkg/volume/csi/csi_mounter.go", "AccessModes[0]"),
          ),
        ),
      ],
    },
    {
      title: "Look",
      blocks: [
        commands("the modes asked, those granted, and whether the driver attaches", [
          "kubectl get pvc,pv",
          "kubectl get csidrivers",
          "kubectl shared explain pvc/media",
        ]),
        commands("who uses it from where, and which drivers give a mode", [
          "kubectl shared who-mounts pvc/media",
          "kubectl shared explain backends --mode rwx",
        ]),
      ],
    },
  ],
  related: ["rwo", "rox", "rwx", "rwop", "backends", "read-only", "patterns"],
};
