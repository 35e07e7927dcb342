import { page, repository } from "../citation.ts";
import { derived, fact, since } from "../fact.ts";
import { MESSAGE_PATTERNS } from "../messages.ts";
import { commands, statement, type Topic, table, yaml } from "../topic.ts";

const kubernetes = repository("kubernetes/kubernetes");
const accessModesPage = page(
  "kubernetes.io: Persistent Volumes, access modes",
  "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes",
);
const enhancement = {
  ...repository("kubernetes/enhancements").issue(2485),
  document: "KEP 2485",
};
const restrictions = kubernetes.file(
  "pkg/scheduler/framework/plugins/volumerestrictions/volume_restrictions.go",
);
const operations = kubernetes.file(
  "pkg/volume/util/operationexecutor/operation_generator.go",
  "ReadWriteOncePod",
);
const sidecarModes = repository("kubernetes-csi/external-provisioner").file(
  "vendor/github.com/kubernetes-csi/csi-lib-utils/accessmodes/access_modes.go",
);

const messages = MESSAGE_PATTERNS.filter(({ id }) =>
  ["single-pod-claim-in-use", "single-pod-volume-in-use"].includes(id),
);

export const rwop: Topic = {
  topic: "rwop",
  title: "ReadWriteOncePod: one pod in the whole cluster",
  summary: "ReadWriteOncePod: one pod, enforced by the scheduler",
  sections: [
    {
      title: "In short",
      blocks: [
        statement(
          since(
            "1.29",
            fact(
              "ReadWriteOncePod (RWOP) gives a volume to one pod at a time, in the whole cluster. It is for data with a single writer, such as a database's.",
              accessModesPage,
              enhancement,
            ),
          ),
        ),
        statement(
          fact(
            "It is the one mode that is enforced whatever the driver, also where it does not attach: a second pod is not scheduled while the first is there.",
            restrictions,
            accessModesPage,
          ),
        ),
        statement(
          fact(
            "It works with CSI volumes only and stands alone: a claim that names another mode beside it is refused.",
            accessModesPage,
            kubernetes.file("pkg/apis/core/validation/validation.go"),
          ),
        ),
      ],
    },
    {
      title: "How it is enforced",
      blocks: [
        statement(
          fact(
            "The scheduler asks whether any scheduled pod uses the claim, on whatever node. If one does, no node will do, and the new pod stays Pending.",
            restrictions,
          ),
        ),
        statement(
          since(
            "1.27",
            fact(
              "A pod of higher priority may evict the one that has the claim.",
              enhancement,
              restrictions,
            ),
          ),
        ),
        statement(
          fact(
            "The kubelet checks again for pods that went round the scheduler (spec.nodeName). It knows the pods of its own node only.",
            operations,
          ),
        ),
        statement(
          derived(
            "On another node such a pod meets the attach-detach controller, as for ReadWriteOnce. Where nothing attaches, nobody stops it: leave nodeName to the scheduler.",
            operations,
            kubernetes.file("pkg/volume/util/util.go", "IsMultiAttachAllowed"),
          ),
        ),
        table(
          ["event", "text"],
          ...messages.flatMap(({ reason, wordings }) =>
            wordings.map(({ value, citations }) => ({ cells: [reason, value], citations })),
          ),
        ),
      ],
    },
    {
      title: "Which drivers take it",
      blocks: [
        statement(
          derived(
            "Every CSI driver that takes ReadWriteOnce. One that does not know the mode is asked for its plain single-node writer, and Kubernetes does the rest.",
            sidecarModes,
          ),
        ),
        statement(
          derived(
            "A driver for many nodes only refuses it, as it refuses ReadWriteOnce: Mountpoint for S3.",
            repository("awslabs/mountpoint-s3-csi-driver").file("pkg/driver/node/node.go"),
          ),
        ),
        statement(
          fact(
            "A few provisioners of volumes that are not CSI take the word too (local-path), others refuse it (OpenEBS hostpath).",
            repository("rancher/local-path-provisioner").file("provisioner.go"),
            repository("openebs/dynamic-localpv-provisioner").file(
              "cmd/provisioner-localpv/app/provisioner.go",
            ),
          ),
        ),
      ],
    },
    {
      title: "Use it",
      blocks: [
        statement(
          fact(
            "Rolling updates need care: a Deployment starts its new pod first by default, and that pod stays Pending until the old one is gone. Use strategy: Recreate, or a StatefulSet.",
            repository("kubernetes/api").file("apps/v1/types.go", "RollingUpdateDeployment"),
            restrictions,
          ),
        ),
        yaml(
          "a database with a claim of its own, which no other pod can get",
          `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  replicas: 1
  selector:
    matchLabels:
      app: db
  template:
    metadata:
      labels:
        app: db
    spec:
      containers:
        - name: redis
          image: redis:8
          args: [--appendonly, "yes"]
          volumeMounts:
            - name: data
              mountPath: /data
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOncePod]
        resources:
          requests:
            storage: 20Gi
`,
          accessModesPage,
        ),
        commands("which pod has the claim, and what a pending pod is told", [
          "kubectl shared who-mounts pvc/data-db-0",
          "kubectl get events --field-selector reason=FailedScheduling",
          "kubectl shared explain pod/db-0",
        ]),
      ],
    },
  ],
  related: ["rwo", "workloads", "access-modes", "patterns"],
};
