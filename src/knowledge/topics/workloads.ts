import { repository } from "../citation.ts";
import { derived, fact, since } from "../fact.ts";
import { commands, row, statement, type Topic, table, yaml } from "../topic.ts";

const website = repository("kubernetes/website");
const kubernetes = repository("kubernetes/kubernetes");
const api = repository("kubernetes/api");

const controllers = "content/en/docs/concepts/workloads/controllers";
const deployment = website.file(`${controllers}/deployment.md`, "Strategy");
const statefulSet = website.file(`${controllers}/statefulset.md`);
const job = website.file(`${controllers}/job.md`, "Parallel execution for Jobs");
const cronJob = website.file(`${controllers}/cron-jobs.md`, "Concurrency policy");
const appsTypes = "apps/v1/types.go";
const rollingUpdate = api.file(appsTypes, "RollingUpdateDeployment");
const volumes = "content/en/docs/concepts/storage/persistent-volumes.md";
const accessModes = website.file(volumes, "Access Modes");
const schedulerIgnoresMode = kubernetes.issue(103305);
const aksRollout = repository("Azure/AKS").issue(1919);

/** What each kind of workload does with one claim. */
export const workloads: Topic = {
  topic: "workloads",
  title: "Workloads and their claims",
  summary: "Deployment, StatefulSet, DaemonSet, Job: who shares, who surges, who keeps",
  sections: [
    {
      title: "In short",
      blocks: [
        statement(
          fact(
            "A claim that stands in a pod template is one claim for all pods of it. Only volumeClaimTemplates of a StatefulSet give each pod its own.",
            statefulSet,
            api.file(appsTypes, "StatefulSetSpec.VolumeClaimTemplates"),
          ),
        ),
        statement(
          fact(
            "The scheduler does not look at ReadWriteOnce: it sends the pods of a Deployment to any node, also where their disk cannot be attached.",
            schedulerIgnoresMode,
          ),
        ),
        statement(
          fact(
            "Even one replica meets itself: by default a rollout starts the new pod before it stops the old one. On another node the new one cannot have the disk, and waits for ever.",
            rollingUpdate,
            aksRollout,
          ),
        ),
      ],
    },
    {
      title: "What each does with one ReadWriteOnce claim",
      blocks: [
        table(
          ["workload", "pods on it", "what happens"],
          row(
            [
              "Deployment",
              "replicas + surge",
              "works while all are on one node, which nothing sees to; else Multi-Attach. Use Recreate, or a ReadWriteMany claim",
            ],
            schedulerIgnoresMode,
            rollingUpdate,
          ),
          row(
            [
              "ReplicaSet",
              "replicas",
              "the same; it replaces a pod at once, also while the old one is terminating",
            ],
            deployment,
          ),
          row(
            [
              "StatefulSet",
              "1 per claim",
              "with volumeClaimTemplates nothing is shared; a new pod waits until the old one of its name is gone",
            ],
            statefulSet,
          ),
          row(
            [
              "StatefulSet, one claim",
              "replicas",
              "a claim in its pod template is shared as in a Deployment, only without a surge",
            ],
            statefulSet,
          ),
          row(
            [
              "DaemonSet",
              "one a node",
              "one claim on all nodes needs ReadWriteMany or ReadOnlyMany; a disk serves one node",
            ],
            website.file(`${controllers}/daemonset.md`),
            accessModes,
          ),
          row(
            [
              "Job",
              "parallelism",
              "several at once where it is above 1; even with 1 a second pod may start while the first still ends",
            ],
            job,
          ),
          row(
            [
              "CronJob",
              "runs that overlap",
              "allowed by default: concurrencyPolicy: Forbid keeps it to one run",
            ],
            cronJob,
          ),
        ),
        statement(
          fact(
            "A pod that is Completed or Failed uses nothing: its disk is detached. But it stays on the list of pods that keep a deleted claim Terminating.",
            kubernetes.file(
              "pkg/controller/volume/attachdetach/util/util.go",
              "DetermineVolumeAction",
            ),
            kubernetes.file(
              "pkg/controller/volume/pvcprotection/pvc_protection_controller.go",
              "podUsesPVCForDeletion",
            ),
          ),
        ),
      ],
    },
    {
      title: "The arithmetic of a rollout",
      blocks: [
        statement(
          fact(
            "Defaults: maxSurge 25 %, rounded up; maxUnavailable 25 %, rounded down. So one replica surges by one and may not be missing.",
            rollingUpdate,
          ),
        ),
        table(
          ["replicas", "extra pods", "may be missing"],
          row(["1", "1", "0: the new pod must be ready before the old one stops"], rollingUpdate),
          row(["3", "1", "0: the same"], rollingUpdate),
          row(["4", "1", "1: at most five pods, at least three ready"], rollingUpdate),
          row(["10", "3", "2: at most thirteen pods, at least eight ready"], rollingUpdate),
        ),
        statement(
          fact(
            "Pods that are terminating are not counted: for their grace period they come on top, and still hold their volumes.",
            website.file(`${controllers}/deployment.md`, "Updating a Deployment"),
          ),
        ),
        yaml(
          "One writer with a disk: the old pod stops before the new one starts",
          `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: notes
spec:
  accessModes: [ReadWriteOnce]
  resources:
    requests:
      storage: 5Gi
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: notes
spec:
  replicas: 1
  strategy:
    type: Recreate
  selector:
    matchLabels:
      app: notes
  template:
    metadata:
      labels:
        app: notes
    spec:
      containers:
        - name: notes
          image: nginx:1.29
          volumeMounts:
            - name: data
              mountPath: /usr/share/nginx/html
      volumes:
        - name: data
          persistentVolumeClaim:
            claimName: notes
`,
          deployment,
        ),
        statement(
          fact(
            "Recreate holds for rollouts only. After kubectl delete pod or an eviction the replacement starts at once, while the old pod may still be terminating. Where two must never be, use ReadWriteOncePod or a StatefulSet.",
            deployment,
          ),
        ),
        statement(
          derived(
            "maxSurge: 0 with maxUnavailable: 1 helps as well: what remains is a short wait until the old pod's disk is detached.",
            rollingUpdate,
            kubernetes.issue(138836),
          ),
        ),
      ],
    },
    {
      title: "Claims of a StatefulSet",
      blocks: [
        statement(
          fact(
            "Claims are named TEMPLATE-SET-ORDINAL, say data-db-0: the pod of the same ordinal gets its old claim again, on whatever node.",
            statefulSet,
          ),
        ),
        statement(
          since(
            "1.27, stable 1.32",
            fact(
              "They stay when the set is scaled down or deleted, unless persistentVolumeClaimRetentionPolicy says Delete for whenScaled or whenDeleted.",
              api.file(appsTypes, "StatefulSetPersistentVolumeClaimRetentionPolicy"),
              repository("kubernetes/enhancements").file(
                "keps/sig-apps/1847-autoremove-statefulset-pvcs/kep.yaml",
              ),
            ),
          ),
        ),
        statement(
          since(
            "1.27, stable 1.31",
            fact(
              "spec.ordinals.start moves the first ordinal, and with it which claims are used.",
              repository("kubernetes/enhancements").file(
                "keps/sig-apps/3335-statefulset-slice/kep.yaml",
              ),
            ),
          ),
        ),
        statement(
          fact(
            "A StatefulSet copies no data. Three replicas are three empty disks, until the application replicates.",
            website.file(
              "content/en/docs/tasks/run-application/run-replicated-stateful-application.md",
            ),
          ),
        ),
        commands(
          "Before a rollout, and after",
          [
            "kubectl shared who-mounts pvc/notes -o tree",
            "kubectl shared explain deployment/notes",
            "kubectl get deployment notes -o jsonpath='{.spec.strategy}'",
            `kubectl patch deployment notes -p '{"spec":{"strategy":{"type":"Recreate","rollingUpdate":null}}}'`,
          ],
          deployment,
        ),
      ],
    },
  ],
  related: ["rwo", "rwop", "multi-attach", "troubleshooting"],
};
