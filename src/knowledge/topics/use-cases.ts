import { page, repository } from "../citation.ts";
import { derived, fact } from "../fact.ts";
import { commands, row, statement, type Topic, table, yaml } from "../topic.ts";

const website = repository("kubernetes/website");
const enhancements = repository("kubernetes/enhancements");

const accessModes = website.file(
  "content/en/docs/concepts/storage/persistent-volumes.md",
  "Access Modes",
);
const volumes = "content/en/docs/concepts/storage/volumes.md";
const emptyDir = website.file(volumes, "emptyDir");
const statefulSet = website.file("content/en/docs/concepts/workloads/controllers/statefulset.md");
const logging = website.file("content/en/docs/concepts/cluster-administration/logging.md");
const imageVolumes = enhancements.file("keps/sig-node/4639-oci-volume-source/README.md");
const readWriteOncePod = enhancements.file(
  "keps/sig-storage/2485-read-write-once-pod-pv-access-mode/README.md",
);
const sqlite = page(
  "SQLite, Use Of SQLite On A Network File System",
  "https://sqlite.org/useovernet.html",
);
const postgres = page(
  "PostgreSQL documentation, Creating a Database Cluster: File Systems",
  "https://www.postgresql.org/docs/current/creating-cluster.html",
);
const prometheus = repository("prometheus/prometheus").file("docs/storage.md");
const efs = repository("kubernetes-sigs/aws-efs-csi-driver");
const redis = page("Redis documentation, EXPIRE", "https://redis.io/docs/latest/commands/expire/");
const ociImages = website.file(volumes, "image");
const s3 = repository("awslabs/mountpoint-s3").file("doc/SEMANTICS.md");

/** What people want to share, and with what. */
export const useCases: Topic = {
  topic: "use-cases",
  title: "What to use for what",
  summary: "database, logs, static files, model weights, cache, uploads, CI, leader",
  sections: [
    {
      title: "In short",
      blocks: [
        statement(
          fact(
            "Ask first who writes. One writer: a disk, ReadWriteOnce or better ReadWriteOncePod. Nobody: something read-only. Several on several nodes: a file backend, ReadWriteMany.",
            accessModes,
          ),
        ),
        statement(
          derived(
            "Then ask whether it must be a volume at all. Logs, messages, sessions and caches have better homes than a folder that everyone writes.",
            logging,
            redis,
          ),
        ),
        statement(
          derived(
            "Often read: “Sharing = RWX. RWX = Network filesystem. Block disks = RWO only.” Wrong thrice: pods of one node share a disk, read-only volumes are shared too, and some disks take ReadWriteMany as raw devices.",
            accessModes,
            imageVolumes,
            repository("kubernetes-sigs/aws-ebs-csi-driver").file("docs/multi-attach.md"),
          ),
        ),
      ],
    },
    {
      title: "One writer",
      blocks: [
        table(
          ["use", "storage", "mode", "why, and what instead"],
          row(
            [
              "database",
              "disk",
              "RWO, RWOP",
              "one server owns its files. Replicas copy by the database's own means, each with a claim of its StatefulSet; never two servers on one folder",
            ],
            postgres,
            statefulSet,
          ),
          row(
            [
              "database",
              "NFS",
              "RWO",
              "not advised: PostgreSQL allows it with hard mounts; SQLite and Prometheus warn of corruption",
            ],
            postgres,
            sqlite,
            prometheus,
          ),
          row(
            [
              "leader and spare",
              "disk",
              "RWOP",
              "the mode keeps a second pod from running; an election alone does not fence a leader that hangs (derived)",
            ],
            readWriteOncePod,
          ),
          row(
            [
              "CI cache",
              "disk, bucket",
              "RWO",
              "a claim for each runner, or the CI system's own cache in object storage; parallel jobs in one folder break each other's files (derived)",
            ],
            accessModes,
          ),
        ),
      ],
    },
    {
      title: "Many readers, nobody writes",
      blocks: [
        table(
          ["use", "storage", "mode", "why, and what instead"],
          row(
            [
              "model weights",
              "image, bucket",
              "read-only",
              "an image volume goes with the release; a bucket by FUSE; or one filled disk read by all: Hyperdisk ML, PD from a snapshot",
            ],
            imageVolumes,
            s3,
            repository("kubernetes-sigs/gcp-compute-persistent-disk-csi-driver").file(
              "pkg/gce-pd-csi-driver/controller.go",
            ),
          ),
          row(
            [
              "the same on EFS",
              "file",
              "RWX",
              "EFS refuses ReadOnlyMany: ask for ReadWriteMany and set readOnly: true in the pod's persistentVolumeClaim",
            ],
            efs.file("pkg/driver/node.go", "validateAccessMode"),
            efs.issue(502),
          ),
          row(
            [
              "static files",
              "image, RWX",
              "read-only",
              "built once: in the image. Edited at run time: one writer, readers with readOnly: true; a CDN before it",
            ],
            ociImages,
            accessModes,
          ),
          row(
            [
              "configuration",
              "ConfigMap",
              "-",
              "kept up to date in the pods, not by subPath; 1 MiB at most",
            ],
            website.file("content/en/docs/concepts/configuration/configmap.md"),
          ),
        ),
      ],
    },
    {
      title: "Many writers",
      blocks: [
        table(
          ["use", "storage", "mode", "why, and what instead"],
          row(
            [
              "uploads",
              "file, bucket",
              "RWX",
              "each upload is a file of its own, so that writers do not meet; better straight into a bucket",
            ],
            accessModes,
          ),
          row(
            [
              "logs",
              "none",
              "-",
              "write to stdout, an agent on the node collects. On a shared volume: a file for each pod; appends from several NFS clients to one file may be lost",
            ],
            logging,
            page("open(2), O_APPEND", "https://man7.org/linux/man-pages/man2/open.2.html"),
          ),
          row(
            [
              "cache of one pod",
              "emptyDir",
              "-",
              "as near as can be, and gone with the pod, which a cache may be",
            ],
            emptyDir,
          ),
          row(
            [
              "cache of all",
              "Redis",
              "-",
              "entries expire, no file is half written. Redis keeps data in memory, and a ReadWriteOnce claim for its snapshots is usual",
            ],
            redis,
            page(
              "Redis documentation, Persistence",
              "https://redis.io/docs/latest/operate/oss_and_stack/management/persistence/",
            ),
          ),
          row(
            [
              "message queue",
              "a broker",
              "RWO",
              "it hands each message to one worker, and again if that one fails, which a folder does not; its own claim is ReadWriteOnce",
            ],
            page(
              "RabbitMQ documentation, Consumer Acknowledgements",
              "https://www.rabbitmq.com/docs/confirms",
            ),
          ),
        ),
        statement(
          fact(
            "Often read: shared logs belong on EFS with ReadWriteMany. It can be done, but Kubernetes' own way is stdout and an agent on each node: nothing is shared, and kubectl logs goes on to work.",
            logging,
          ),
        ),
      ],
    },
    {
      title: "Two that work as they are",
      blocks: [
        yaml(
          "One writer in the whole cluster: a second pod stays Pending",
          `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: ledger
spec:
  accessModes: [ReadWriteOncePod]
  resources:
    requests:
      storage: 10Gi
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: ledger
spec:
  replicas: 1
  strategy:
    type: Recreate
  selector:
    matchLabels:
      app: ledger
  template:
    metadata:
      labels:
        app: ledger
    spec:
      containers:
        - name: ledger
          image: busybox:1.37
          command: ["sh", "-c", "while true; do date >> /data/ledger; sleep 10; done"]
          volumeMounts:
            - name: data
              mountPath: /data
      volumes:
        - name: data
          persistentVolumeClaim:
            claimName: ledger
`,
          readWriteOncePod,
        ),
        yaml(
          "Files for any number of readers, without a claim",
          `apiVersion: v1
kind: Pod
metadata:
  name: reader
spec:
  containers:
    - name: reader
      image: busybox:1.37
      command: ["sh", "-c", "ls /site/usr/share/nginx/html; sleep 3600"]
      volumeMounts:
        - name: site
          mountPath: /site
          readOnly: true
  volumes:
    - name: site
      image:
        reference: docker.io/library/nginx:1.29
        pullPolicy: IfNotPresent
`,
          imageVolumes,
        ),
        commands(
          "What is shared today, and what this cluster can give",
          [
            "kubectl shared who-mounts -A",
            "kubectl shared explain classes",
            "kubectl shared explain backends --mode rwx",
          ],
          accessModes,
        ),
      ],
    },
  ],
  related: ["patterns", "backends", "pod-to-pod", "workloads", "rox"],
};
