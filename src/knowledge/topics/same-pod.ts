import { page, repository } from "../citation.ts";
import { derived, fact, since } from "../fact.ts";
import { commands, row, statement, type Topic, table, yaml } from "../topic.ts";

const website = repository("kubernetes/website");
const kubernetes = repository("kubernetes/kubernetes");

const volumes = "content/en/docs/concepts/storage/volumes.md";
const emptyDir = website.file(volumes, "emptyDir");
const subPath = website.file(volumes, "Using subPath");
const initContainers = website.file(
  "content/en/docs/concepts/workloads/pods/init-containers.md",
  "Detailed behavior",
);
const sidecars = website.file("content/en/docs/concepts/workloads/pods/sidecar-containers.md");
const startSidecarFirst = page(
  "Kubernetes blog, Start Sidecar First: How To Avoid Snags",
  "https://kubernetes.io/blog/2025/06/03/start-sidecar-first/",
);
const restartPolicy = website.file(
  "content/en/docs/concepts/workloads/pods/pod-lifecycle.md",
  "Container restart policy",
);
const nfsCoherence = page(
  "nfs(5), Data and metadata coherence",
  "https://man7.org/linux/man-pages/man5/nfs.5.html",
);

/** Containers of one pod: they share a volume by mounting it, and nobody starts them in order. */
export const samePod: Topic = {
  topic: "same-pod",
  title: "Containers of one pod share files",
  summary: "emptyDir, its lifetime, and the reader that starts before the writer",
  sections: [
    {
      title: "In short",
      blocks: [
        statement(
          fact(
            "A volume belongs to the pod. Every container of the pod that mounts it sees the same files, each at a path of its own. No access mode stands between them: they are on one node.",
            website.file(volumes, "How volumes work"),
            emptyDir,
          ),
        ),
        statement(
          fact(
            "An emptyDir is made when the pod comes to its node and is deleted with the pod. It survives the crash of a container.",
            emptyDir,
          ),
        ),
        statement(
          fact(
            "Nothing promises an order among the app containers of a pod. What must be there first belongs into an init container, or into a sidecar with a startup probe.",
            initContainers,
            sidecars,
          ),
        ),
      ],
    },
    {
      title: "The reader that starts too early",
      blocks: [
        statement(
          derived(
            "Often seen: one container runs echo … > /data/message, another cat /data/message. That is a race. App containers start in parallel; where cat comes first it fails, the container exits and is restarted with growing delays (CrashLoopBackOff) until the file is there.",
            website.file(
              "content/en/docs/concepts/workloads/pods/init-containers.md",
              "Using init containers",
            ),
            restartPolicy,
          ),
        ),
        yaml(
          "A hand-over: the reader starts after the writer has ended well",
          `apiVersion: v1
kind: Pod
metadata:
  name: hand-over
spec:
  initContainers:
    - name: writer
      image: busybox:1.37
      command: ["sh", "-c", "echo 'Hello from the writer' > /data/message"]
      volumeMounts:
        - name: shared
          mountPath: /data
  containers:
    - name: reader
      image: busybox:1.37
      command: ["tail", "-f", "/input/message"]
      volumeMounts:
        - name: shared
          mountPath: /input
          readOnly: true
  volumes:
    - name: shared
      emptyDir:
        sizeLimit: 64Mi
`,
          initContainers,
        ),
        yaml(
          "A sidecar that goes on writing: the reader waits for its startup probe",
          `apiVersion: v1
kind: Pod
metadata:
  name: side-by-side
spec:
  initContainers:
    - name: writer
      image: busybox:1.37
      restartPolicy: Always
      command:
        - sh
        - -c
        - |
          while true; do
            date > /data/message.new && mv /data/message.new /data/message
            sleep 5
          done
      startupProbe:
        exec:
          command: ["test", "-f", "/data/message"]
        periodSeconds: 1
        failureThreshold: 60
      volumeMounts:
        - name: shared
          mountPath: /data
  containers:
    - name: reader
      image: busybox:1.37
      command: ["sh", "-c", "while true; do cat /data/message; sleep 5; done"]
      volumeMounts:
        - name: shared
          mountPath: /data
          readOnly: true
  volumes:
    - name: shared
      emptyDir: {}
`,
          sidecars,
        ),
        statement(
          since(
            "1.29, stable 1.33",
            fact(
              "restartPolicy: Always makes an init container a sidecar. Only its startup probe holds back the next container: a readiness probe does not.",
              sidecars,
              startSidecarFirst,
            ),
          ),
        ),
        statement(
          derived(
            "The third way is a reader that waits: until [ -f /data/message ]; do sleep 1; done. It must not meet half a file: the writer writes another name and renames it, as above.",
            page("rename(2)", "https://man7.org/linux/man-pages/man2/rename.2.html"),
          ),
        ),
        statement(
          fact(
            "An init container can run again, with the files of its first run still there: it must be able to write over them.",
            initContainers,
          ),
        ),
        statement(
          derived(
            "Also often seen: image: busybox without a command. Its default command is sh, which ends at once without a terminal; the pod restarts it again and again, and nothing is ever shared.",
            repository("docker-library/busybox").file(
              "latest/glibc/amd64/image-config.json",
              "Cmd",
            ),
            restartPolicy,
          ),
        ),
      ],
    },
    {
      title: "Where the bytes are, and how many may be",
      blocks: [
        table(
          ["", "medium not set", "medium: Memory"],
          row(["is on", "the node's disk", "tmpfs, in the node's memory"], emptyDir),
          row(
            [
              "counts as",
              "ephemeral storage",
              "memory of the container that wrote it, against its limit",
            ],
            emptyDir,
          ),
          row(
            [
              "no sizeLimit",
              "no limit of its own",
              "the containers' memory limits, where each has one; else the node's allocatable memory",
            ],
            emptyDir,
            repository("kubernetes/enhancements").file(
              "keps/sig-node/1967-size-memory-backed-volumes/README.md",
            ),
            kubernetes.file("pkg/volume/emptydir/empty_dir.go", "calculateEmptyDirMemorySize"),
          ),
          row(
            [
              "over sizeLimit",
              "the pod is evicted",
              "the write fails, no space left; or the container runs into its memory limit before",
            ],
            kubernetes.file("pkg/kubelet/eviction/eviction_manager.go", "emptyDirLimitEviction"),
            page("tmpfs(5)", "https://man7.org/linux/man-pages/man5/tmpfs.5.html"),
          ),
        ),
      ],
    },
    {
      title: "What one sees of the other",
      blocks: [
        statement(
          derived(
            "Often read: changes are immediately visible. True within one kernel, so for the containers of a pod: what write() has taken the next read() gives. What a program still holds in a buffer of its own is not written yet.",
            page("write(2), Notes", "https://man7.org/linux/man-pages/man2/write.2.html"),
          ),
        ),
        statement(
          fact(
            "Not true for a network volume between nodes: an NFS client looks for changes when a file is opened and keeps attributes for seconds.",
            nfsCoherence,
          ),
        ),
        statement(
          fact(
            "subPath gives each container a folder of the same volume. A ConfigMap or Secret that is mounted by subPath is never updated.",
            subPath,
          ),
        ),
        statement(
          fact(
            "readOnly: true at the mount keeps that one container from writing, the others may go on.",
            website.file(volumes, "Read-only mounts"),
          ),
        ),
        commands(
          "Who mounts what in this pod, and what is in it",
          [
            "kubectl shared who-mounts pod/side-by-side",
            "kubectl exec side-by-side -c reader -- ls -l /data",
            "kubectl get pod side-by-side -o jsonpath='{.status.containerStatuses[*].restartCount}'",
          ],
          emptyDir,
        ),
      ],
    },
  ],
  related: ["localhost", "sockets", "shm", "read-only", "rwo"],
};
