import { page, repository } from "../citation.ts";
import { derived, fact, since } from "../fact.ts";
import { commands, row, statement, type Topic, table, yaml } from "../topic.ts";

const website = repository("kubernetes/website");
const containerd = repository("containerd/containerd");

const emptyDir = website.file("content/en/docs/concepts/storage/volumes.md", "emptyDir");
const kubernetes = repository("kubernetes/kubernetes");
const tooSmall = kubernetes.issue(28272);
const timescale = repository("timescale/helm-charts").issue(131);
const sandboxShm = containerd.file(
  "internal/cri/server/podsandbox/sandbox_run_linux.go",
  "setupSandboxFiles",
);
const containerShm = containerd.file(
  "internal/cri/server/container_create.go",
  "linuxContainerMounts",
);
const memorySizing = repository("kubernetes/enhancements").file(
  "keps/sig-node/1967-size-memory-backed-volumes/README.md",
);

/** Shared memory of a pod: 64 MB by default, more by an emptyDir in memory. */
export const shm: Topic = {
  topic: "shm",
  title: "Shared memory: /dev/shm",
  summary: "64 MB by default; more by an emptyDir in memory",
  sections: [
    {
      title: "In short",
      blocks: [
        statement(
          fact(
            "/dev/shm has 64 MB by default. Where that is too little, PostgreSQL says “could not resize shared memory segment … No space left on device”.",
            tooSmall,
            timescale,
          ),
        ),
        statement(
          fact(
            "No field of a pod sets that size. Mount an emptyDir with medium: Memory at /dev/shm, in each container that is to share it.",
            tooSmall,
            emptyDir,
          ),
        ),
        statement(
          fact(
            "It is memory: what a container writes there counts against its own memory limit. Raise the limit with it.",
            emptyDir,
          ),
        ),
      ],
    },
    {
      title: "Who shares it",
      blocks: [
        statement(
          fact(
            "Containers of one pod can share POSIX shared memory and System V semaphores: they are in one IPC namespace. Containers of different pods cannot.",
            website.file("content/en/docs/concepts/workloads/pods/_index.md", "Pod networking"),
          ),
        ),
        statement(
          derived(
            "With containerd the 64 MB belong to the pod: every container that does not mount a volume at /dev/shm gets the same one. A container that does is out of it, so that the volume must be in all or none.",
            sandboxShm,
            containerShm,
          ),
        ),
        statement(
          fact(
            "With hostIPC: true it is the node's own /dev/shm, shared with every process of the node that may see it.",
            containerShm,
            repository("kubernetes/api").file("core/v1/types.go", "PodSpec.HostIPC"),
          ),
        ),
      ],
    },
    {
      title: "A bigger one",
      blocks: [
        yaml(
          "512 MiB of shared memory for two containers",
          `apiVersion: v1
kind: Pod
metadata:
  name: shm-pod
spec:
  containers:
    - name: writer
      image: busybox:1.37
      command: ["sh", "-c", "while true; do date > /dev/shm/now; sleep 5; done"]
      resources:
        requests:
          memory: 64Mi
        limits:
          memory: 768Mi
      volumeMounts:
        - name: shm
          mountPath: /dev/shm
    - name: reader
      image: busybox:1.37
      command: ["sh", "-c", "while true; do df -h /dev/shm; cat /dev/shm/now; sleep 5; done"]
      resources:
        requests:
          memory: 64Mi
        limits:
          memory: 128Mi
      volumeMounts:
        - name: shm
          mountPath: /dev/shm
  volumes:
    - name: shm
      emptyDir:
        medium: Memory
        sizeLimit: 512Mi
`,
          emptyDir,
          tooSmall,
        ),
        statement(
          since(
            "1.22, stable 1.32",
            fact(
              "The size of the tmpfs is sizeLimit, or the sum of the containers' memory limits where each has one and that is less. Without either it is the node's allocatable memory.",
              memorySizing,
              kubernetes.file("pkg/volume/emptydir/empty_dir.go", "calculateEmptyDirMemorySize"),
            ),
          ),
        ),
        table(
          ["what happens", "when"],
          row(
            ["No space left on device", "the tmpfs is full: raise sizeLimit"],
            page("tmpfs(5)", "https://man7.org/linux/man-pages/man5/tmpfs.5.html"),
          ),
          row(
            [
              "OOMKilled, exit code 137",
              "the writer's heap and its files together are over its memory limit: raise the limit",
            ],
            emptyDir,
            website.file("content/en/docs/tasks/configure-pod-container/assign-memory-resource.md"),
          ),
          row(
            [
              "empty after a restart",
              "the pod was replaced; a container's crash alone leaves an emptyDir as it is",
            ],
            emptyDir,
          ),
        ),
        commands(
          "How big it is, how full, and who mounts it",
          [
            "kubectl exec shm-pod -c reader -- df -h /dev/shm",
            "kubectl shared who-mounts pod/shm-pod",
            "kubectl get pod shm-pod -o jsonpath='{.status.containerStatuses[*].lastState}'",
          ],
          emptyDir,
        ),
      ],
    },
    {
      title: "Between pods",
      blocks: [
        statement(
          derived(
            "No volume gives shared memory to pods on different nodes: two kernels have two memories. Send the data, or put both into one pod.",
            website.file("content/en/docs/concepts/workloads/pods/_index.md", "Pod networking"),
          ),
        ),
      ],
    },
  ],
  related: ["same-pod", "localhost", "sockets", "pod-to-pod"],
};
