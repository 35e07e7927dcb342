import { page, repository } from "../citation.ts";
import { derived, fact } from "../fact.ts";
import { commands, row, statement, type Topic, table, yaml } from "../topic.ts";

const website = repository("kubernetes/website");

const service = website.file("content/en/docs/concepts/services-networking/service.md");
const dns = website.file("content/en/docs/concepts/services-networking/dns-pod-service.md");
const accessModes = website.file(
  "content/en/docs/concepts/storage/persistent-volumes.md",
  "Access Modes",
);
const nfsCoherence = page(
  "nfs(5), Data and metadata coherence",
  "https://man7.org/linux/man-pages/man5/nfs.5.html",
);
const inotify = page(
  "inotify(7), Limitations and caveats",
  "https://man7.org/linux/man-pages/man7/inotify.7.html",
);
const azureFiles = repository("kubernetes-sigs/azurefile-csi-driver").file(
  "deploy/example/storageclass-azurefile-csi.yaml",
  "nobrl",
);
const s3 = repository("awslabs/mountpoint-s3").file(
  "doc/SEMANTICS.md",
  "Consistency and concurrency",
);

/** Pods talk over a Service; a shared volume is for files, not for messages. */
export const podToPod: Topic = {
  topic: "pod-to-pod",
  title: "Pods talk to pods",
  summary: "use a Service; when a shared volume is right and when not",
  sections: [
    {
      title: "In short",
      blocks: [
        statement(
          fact(
            "Pods talk over the network, through a Service: a name that stays while pods come and go, on any node, in any namespace.",
            service,
            dns,
          ),
        ),
        statement(
          derived(
            "A shared file is a poor message: nobody is woken, the reader may see half of it, a lock may not hold, and the claim reaches one namespace only.",
            nfsCoherence,
            inotify,
            accessModes,
          ),
        ),
        statement(
          derived(
            "A shared volume is right where the thing that is shared is files: many or large ones, written by few, read by many.",
            accessModes,
          ),
        ),
      ],
    },
    {
      title: "What to use for what",
      blocks: [
        table(
          ["what is shared", "by", "because"],
          row(
            [
              "questions, answers",
              "Service",
              "it finds a ready pod and leaves out those that are not",
            ],
            service,
          ),
          row(
            [
              "one pod of several",
              "headless Service",
              "each pod of a StatefulSet has a DNS name of its own",
            ],
            dns,
          ),
          row(
            [
              "work to do",
              "a queue",
              "it hands each message to one worker and again if that one fails; a folder does neither",
            ],
            website.file("content/en/docs/tasks/job/coarse-parallel-processing-work-queue.md"),
            page(
              "RabbitMQ documentation, Consumer Acknowledgements",
              "https://www.rabbitmq.com/docs/confirms",
            ),
          ),
          row(
            [
              "configuration",
              "ConfigMap, Secret",
              "updated in the pods, unless mounted by subPath; 1 MiB at most",
            ],
            website.file("content/en/docs/concepts/configuration/configmap.md"),
          ),
          row(
            [
              "a fixed data set",
              "image volume, ROX",
              "read by any number of pods, and nobody can spoil it",
            ],
            website.file("content/en/docs/concepts/storage/volumes.md", "image"),
            accessModes,
          ),
          row(
            ["files that change", "RWX claim", "needs a file backend: kubectl shared explain rwx"],
            accessModes,
          ),
          row(
            [
              "sessions, cache",
              "Redis and the like",
              "entries expire by themselves, and no file is left half written",
            ],
            page("Redis documentation, EXPIRE", "https://redis.io/docs/latest/commands/expire/"),
          ),
        ),
      ],
    },
    {
      title: "Why a shared file is a poor queue",
      blocks: [
        statement(
          fact(
            "A watch does not fire: inotify reports what happens through this kernel, not what another node did on a network file system. The reader has to poll.",
            inotify,
          ),
        ),
        statement(
          fact(
            "NFS promises that a file opened after the writer closed it is up to date. Before that a reader may see the old content, a part, or for some seconds no file.",
            nfsCoherence,
          ),
        ),
        statement(
          fact(
            "Locks depend on the mount: the usual Azure Files class mounts with nobrl, which sends no byte-range lock to the server, and Mountpoint for S3 coordinates no writers of one object.",
            azureFiles,
            s3,
          ),
        ),
        statement(
          derived(
            "If it must be files: write to another name in the same folder, then rename; one writer for each file; the reader deletes or moves what it has done.",
            page("rename(2)", "https://man7.org/linux/man-pages/man2/rename.2.html"),
          ),
        ),
      ],
    },
    {
      title: "A Service",
      blocks: [
        yaml(
          "Two web pods behind one name",
          `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 2
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: nginx:1.29
          ports:
            - name: http
              containerPort: 80
          readinessProbe:
            httpGet:
              path: /
              port: http
          resources:
            requests:
              cpu: 50m
              memory: 32Mi
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - name: http
      port: 80
      targetPort: http
`,
          service,
        ),
        statement(
          fact(
            "In its namespace it is http://web; from another one http://web.NAMESPACE. A claim has no such way: it is mounted in its own namespace only.",
            dns,
            accessModes,
          ),
        ),
        commands(
          "Who answers, and which pods share files instead",
          [
            "kubectl get endpointslices -l kubernetes.io/service-name=web",
            "kubectl run try --rm -it --restart=Never --image=busybox:1.37 -- wget -qO- http://web",
            "kubectl shared who-mounts",
          ],
          service,
        ),
      ],
    },
  ],
  related: ["localhost", "rwx", "use-cases", "patterns"],
};
