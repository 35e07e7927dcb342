import { page, repository } from "../citation.ts";
import { derived, fact, since } from "../fact.ts";
import { commands, row, statement, type Topic, table, yaml } from "../topic.ts";

const quotaPage = page(
  "kubernetes.io: Resource Quotas, storage",
  "https://kubernetes.io/docs/concepts/policy/resource-quotas/#storage-resource-quota",
);
const limitRangePage = page(
  "kubernetes.io: Limit Storage Consumption",
  "https://kubernetes.io/docs/tasks/administer-cluster/limit-storage-consumption/",
);
const evaluator = repository("kubernetes/kubernetes").file(
  "pkg/quota/v1/evaluator/core/persistent_volume_claims.go",
);
const efs = repository("kubernetes-sigs/aws-efs-csi-driver");
const efsParameters = efs.file("docs/parameters.md");
const efsReadme = efs.file("docs/README.md");
const cephQuota = page("Ceph: CephFS quotas", "https://docs.ceph.com/en/latest/cephfs/quota/");
const rookFileSystem = repository("rook/rook").file(
  "Documentation/Storage-Configuration/Shared-Filesystem-CephFS/filesystem-storage.md",
);

export const quotas: Topic = {
  topic: "quotas",
  title: "Quotas: a limit for each team on shared storage",
  summary: "limits for teams: claims, ResourceQuota, EFS access points",
  sections: [
    {
      title: "In short",
      blocks: [
        statement(
          fact(
            "Give each team a claim of its own. A claim is the smallest thing that Kubernetes can ask a limit for: pods that share one have no parts of it.",
            evaluator,
            rookFileSystem,
          ),
        ),
        statement(
          fact(
            "ResourceQuota limits what a namespace asks for: how many claims, and the sum of their requests. It never sees a byte that is written.",
            quotaPage,
            evaluator,
          ),
        ),
        statement(
          fact(
            "Bytes are limited by the storage or not at all: by disks, CephFS, Azure Files, JuiceFS and WEKA, not by EFS nor by a plain NFS server.",
            efsReadme,
            rookFileSystem,
            repository("kubernetes-csi/csi-driver-nfs").issue(427),
          ),
        ),
      ],
    },
    {
      title: "What Kubernetes limits",
      blocks: [
        table(
          ["object", "limits"],
          row(
            [
              "ResourceQuota",
              "requests.storage: the sum of all requests of the namespace; persistentvolumeclaims: how many there are",
            ],
            quotaPage,
          ),
          row(
            [
              "ResourceQuota",
              "both for one class: NAME.storageclass.storage.k8s.io/requests.storage and /persistentvolumeclaims",
            ],
            quotaPage,
          ),
          row(["LimitRange", "the least and the most that one claim may request"], limitRangePage),
        ),
        statement(
          fact(
            "A claim beyond the quota is refused by the API server when it is made or raised: exceeded quota. What is there already stays.",
            quotaPage,
          ),
        ),
        statement(
          fact(
            "A shared claim counts once, whatever number of pods use it, and it counts by its request, even where the driver ignores the size.",
            evaluator,
            efsReadme,
          ),
        ),
        statement(
          since(
            "1.34",
            fact(
              "Where a claim was to grow and its request was lowered again, the quota counts what the driver was asked for as long as that is more.",
              evaluator,
            ),
          ),
        ),
        yaml(
          "a team that may have five claims on the class efs, and no claim above 100Gi",
          `apiVersion: v1
kind: ResourceQuota
metadata:
  name: team-storage
spec:
  hard:
    requests.storage: 500Gi
    efs.storageclass.storage.k8s.io/persistentvolumeclaims: "5"
---
apiVersion: v1
kind: LimitRange
metadata:
  name: team-claims
spec:
  limits:
    - type: PersistentVolumeClaim
      min:
        storage: 1Gi
      max:
        storage: 100Gi
`,
          quotaPage,
          limitRangePage,
        ),
      ],
    },
    {
      title: "What the storage limits",
      blocks: [
        table(
          ["storage", "limit for each claim"],
          row(
            ["any disk", "its size"],
            repository("kubernetes-sigs/aws-ebs-csi-driver").file("pkg/driver/controller.go"),
          ),
          row(
            [
              "CephFS",
              "max_bytes of its folder; the clients keep it, tens of seconds late, so it is no defence against a hostile one. Any other folder can have one too, outside Kubernetes",
            ],
            rookFileSystem,
            cephQuota,
          ),
          row(
            ["Azure Files", "the quota of its share: the request, rounded up"],
            repository("kubernetes-sigs/azurefile-csi-driver").file(
              "pkg/azurefile/controllerserver.go",
            ),
          ),
          row(
            ["JuiceFS", "juicefs quota on its folder, dynamic volumes, driver v0.19.3 and later"],
            repository("juicedata/juicefs-csi-driver").file("docs/en/guide/configurations.md"),
          ),
          row(
            ["WEKA", "hard, or a warning with capacityEnforcement: SOFT; static volumes none"],
            repository("weka/csi-wekafs").file("docs/usage.md"),
          ),
          row(
            ["FSx for OpenZFS", "StorageCapacityQuotaGiB of the class; the request is ignored"],
            repository("kubernetes-sigs/aws-fsx-openzfs-csi-driver").file("docs/parameters.md"),
          ),
          row(
            ["Filestore", "a share of its own in a multishare instance, of a size of its own"],
            repository("kubernetes-sigs/gcp-filestore-csi-driver").file(
              "examples/kubernetes/multishare/demo-sc.yaml",
            ),
          ),
          row(["EFS", "none"], efsReadme),
        ),
      ],
    },
    {
      title: "EFS: what an access point is, and what it is not",
      blocks: [
        statement(
          fact(
            "With provisioningMode: efs-ap each claim gets an access point: a folder as its root, out of which its pods cannot look, and a user and group that all its files belong to.",
            efsParameters,
            page(
              "Amazon EFS: access points",
              "https://docs.aws.amazon.com/efs/latest/ug/efs-access-points.html",
            ),
          ),
        ),
        statement(
          fact(
            "Often read: an access point is a “logical quota”. Wrong: it keeps teams apart and limits nothing; the size in the claim is a placeholder.",
            efsReadme,
            efsParameters,
          ),
        ),
        statement(
          fact(
            "Often read: use xfs_quota, or EFS File Sync reports. Wrong: xfs_quota needs an XFS file system with pquota on the server, and EFS is mounted over NFS; that File Sync reports usage is documented nowhere we know.",
            repository("kubernetes-incubator/external-storage").issue(1301),
            repository("kubernetes-sigs/nfs-subdir-external-provisioner").issue(51),
          ),
        ),
        statement(
          fact(
            "Usage can be watched: the driver option vol-metrics-opt-in, off by default, reports the bytes used by mounted volumes; large file systems cost it memory.",
            efsParameters,
          ),
        ),
        statement(
          derived(
            "Who needs a hard limit on AWS takes another storage: a claim for each replica on EBS, or FSx for OpenZFS with StorageCapacityQuotaGiB.",
            repository("kubernetes-sigs/aws-fsx-openzfs-csi-driver").file("docs/parameters.md"),
            repository("kubernetes-sigs/aws-ebs-csi-driver").file("pkg/driver/controller.go"),
          ),
        ),
      ],
    },
    {
      title: "Look",
      blocks: [
        commands("what the namespace has used of its quota, and which claims lie on one backend", [
          "kubectl describe resourcequota",
          "kubectl describe limitrange",
          "kubectl shared who-mounts -o wide",
        ]),
      ],
    },
  ],
  related: ["capacity", "rwx", "patterns", "backends"],
};
