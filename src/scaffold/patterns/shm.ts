import { repository } from "../../knowledge/citation.ts";
import type { ScaffoldOptions } from "../options.ts";
import { buildAppContainer, buildContainer, toSidecar } from "../parts/container.ts";
import { buildPodSpec } from "../parts/pod-spec.ts";
import { buildStartupProbe, runs } from "../parts/probes.ts";
import { refuseReplicas } from "../parts/refuse-replicas.ts";
import { buildAppResources, buildSmallResources } from "../parts/resources.ts";
import { scaffold } from "../parts/scaffold-command.ts";
import { repeat, repeatAsApp, writeWhole } from "../parts/script.ts";
import { EMPTY_DIR_ACCESS } from "../parts/security.ts";
import { buildEmptyDir, buildMount } from "../parts/volumes.ts";
import { buildWorkload } from "../parts/workload.ts";
import type { Pattern, Refusal } from "../pattern.ts";
import { because, type TreeObject } from "../tree.ts";

const sidecars = repository("kubernetes/website").file(
  "content/en/docs/concepts/workloads/pods/sidecar-containers.md",
);
const tooSmall = repository("kubernetes/kubernetes").issue(28272);
const containerShm = repository("containerd/containerd").file(
  "internal/cri/server/container_create.go",
  "linuxContainerMounts",
);

const SHM = "/dev/shm";

/**
 * Shared memory of the size that is asked for, for both containers. The app is the container
 * `app`: an image that is given takes its place; it may write there too, and its limit has room
 * for it.
 */
export const shm: Pattern = {
  name: "shm",
  summary: "shared memory at /dev/shm, larger than the 64 MB of the default",
  when: "Containers of one pod share POSIX shared memory, or a database needs more of it.",
  workloads: ["pod", "deployment"],
  accessModes: null,
  storage: null,
  defaults: { name: "shm", replicas: 1, size: "256Mi", mountPath: SHM },
  shares: [],
  topic: "shm",
  refuse: (options) => refuseReplicas(options, "shm") ?? refusePath(options),
  build: (options) => [
    buildWorkload(
      options,
      buildPodSpec(options, {
        initContainers: [buildWriter(options)],
        containers: [buildApp(options)],
        // Whatever --medium says: shared memory is memory.
        volumes: [
          because(
            buildEmptyDir("shm", { ...options, medium: "Memory" }),
            "No field of a pod sets the size of /dev/shm, which is 64 MB: a volume takes its place.",
            tooSmall,
          ),
        ],
        access: EMPTY_DIR_ACCESS,
      }),
    ),
  ],
};

/** Programs look for shared memory at one place only. */
function refusePath(options: ScaffoldOptions): Refusal | null {
  const { mountPath } = options;
  if (mountPath.replace(/\/+$/, "") === SHM) return null;
  return {
    message: `shared memory is at ${SHM}, no program looks for it at ${mountPath}`,
    next: [
      scaffold("shm", options),
      scaffold("empty-dir", options, "--medium", "Memory", "--mount-path", mountPath),
    ],
  };
}

function buildWriter({ size }: ScaffoldOptions): TreeObject {
  return toSidecar(
    buildContainer({
      name: "writer",
      command: repeat(...writeWhole(`${SHM}/now`)),
      probes: {
        startupProbe: because(
          buildStartupProbe(runs("test", "-f", `${SHM}/now`)),
          "The app starts when there is something to read.",
          sidecars,
        ),
      },
      resources: buildSmallResources(size),
      mounts: [
        because(
          buildMount("shm", SHM),
          "In both containers: one that does not mount it has the pod's own /dev/shm, another one.",
          containerShm,
        ),
      ],
    }),
    "A sidecar: it starts before the app, ends after it and runs all the time between.",
    sidecars,
  );
}

function buildApp(options: ScaffoldOptions): TreeObject {
  return buildAppContainer(options, {
    name: "app",
    command: repeatAsApp(options, `df -h ${SHM}`, `cat ${SHM}/now`),
    resources: buildAppResources(options, options.size),
    mounts: [buildMount("shm", SHM)],
  });
}
