import { quote } from "../../core/model/text.ts";
import { page, repository } from "../../knowledge/citation.ts";
import type { ScaffoldOptions } from "../options.ts";
import { buildAppContainer, buildContainer, toSidecar } from "../parts/container.ts";
import { buildPodSpec } from "../parts/pod-spec.ts";
import { buildStartupProbe, runs } from "../parts/probes.ts";
import { refuseReplicas } from "../parts/refuse-replicas.ts";
import { buildSmallResources, findFilesInMemory } from "../parts/resources.ts";
import { joinPath, repeat, repeatAsApp, writeWhole } from "../parts/script.ts";
import { EMPTY_DIR_ACCESS } from "../parts/security.ts";
import { buildEmptyDir, buildMount } from "../parts/volumes.ts";
import { buildWorkload } from "../parts/workload.ts";
import type { Pattern } from "../pattern.ts";
import { because, type TreeObject } from "../tree.ts";

const website = repository("kubernetes/website");
const sidecars = website.file("content/en/docs/concepts/workloads/pods/sidecar-containers.md");
const readOnlyMounts = website.file(
  "content/en/docs/concepts/storage/volumes.md",
  "Read-only mounts",
);
const rename = page("rename(2)", "https://man7.org/linux/man-pages/man2/rename.2.html");

/**
 * One container writes files, the app reads them. The writer is a sidecar with a startup probe and
 * not a container beside the app: those start in no order, and an app of somebody else cannot be
 * made to wait for a file. The app is the reader: an image that is given takes its place.
 */
export const emptyDir: Pattern = {
  name: "empty-dir",
  summary: "a writer and a reader in one pod that share an emptyDir",
  when: "Containers of one pod hand files to each other, and nobody needs them when the pod is gone.",
  workloads: ["pod", "deployment"],
  accessModes: null,
  storage: null,
  defaults: { name: "empty-dir", replicas: 1, size: "64Mi", mountPath: "/data" },
  shares: [],
  topic: "same-pod",
  refuse: (options) => refuseReplicas(options, "empty-dir"),
  build: (options) => [
    buildWorkload(
      options,
      buildPodSpec(options, {
        initContainers: [buildWriter(options)],
        containers: [buildReader(options)],
        volumes: [buildEmptyDir("shared", options)],
        access: EMPTY_DIR_ACCESS,
      }),
    ),
  ],
};

function buildWriter(options: ScaffoldOptions): TreeObject {
  const message = joinPath(options.mountPath, "message");
  return toSidecar(
    buildContainer({
      name: "writer",
      command: because(
        repeat(...writeWhole(message)),
        "Written beside it and renamed: the reader never meets half a file.",
        rename,
      ),
      probes: {
        startupProbe: because(
          buildStartupProbe(runs("test", "-f", message)),
          "The reader starts when the file is there; a readiness probe would not hold it back.",
          sidecars,
        ),
      },
      resources: buildSmallResources(findFilesInMemory(options)),
      mounts: [buildMount("shared", options.mountPath)],
    }),
    "A sidecar: it starts before the reader, ends after it and runs all the time between.",
    sidecars,
  );
}

function buildReader(options: ScaffoldOptions): TreeObject {
  const { mountPath } = options;
  return buildAppContainer(options, {
    name: "reader",
    command: repeatAsApp(options, `cat ${quote(joinPath(mountPath, "message"))}`),
    mounts: [
      buildMount(
        "shared",
        mountPath,
        because(true, "Keeps this container from writing; the writer may go on.", readOnlyMounts),
      ),
    ],
  });
}
