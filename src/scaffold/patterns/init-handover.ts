import { quote } from "../../core/model/text.ts";
import { repository } from "../../knowledge/citation.ts";
import type { ScaffoldOptions } from "../options.ts";
import { buildAppContainer, buildContainer } from "../parts/container.ts";
import { buildPodSpec } from "../parts/pod-spec.ts";
import { refuseReplicas } from "../parts/refuse-replicas.ts";
import { buildSmallResources, findFilesInMemory } from "../parts/resources.ts";
import { buildScript, joinPath, repeatAsApp, writeWhole } from "../parts/script.ts";
import { EMPTY_DIR_ACCESS } from "../parts/security.ts";
import { buildEmptyDir, buildMount } from "../parts/volumes.ts";
import { buildWorkload } from "../parts/workload.ts";
import type { Pattern } from "../pattern.ts";
import { because, type Explained, type TreeObject } from "../tree.ts";

const website = repository("kubernetes/website");
const initContainers = website.file(
  "content/en/docs/concepts/workloads/pods/init-containers.md",
  "Detailed behavior",
);
const readOnlyMounts = website.file(
  "content/en/docs/concepts/storage/volumes.md",
  "Read-only mounts",
);

/**
 * An init container prepares files, the app reads them. The app is the container `app`: an image
 * that is given takes its place.
 */
export const initHandover: Pattern = {
  name: "init-handover",
  summary: "an init container that prepares files for the app",
  when: "The app needs files before it starts, and nobody changes them after.",
  workloads: ["pod", "deployment", "daemonset", "job"],
  accessModes: null,
  storage: null,
  defaults: { name: "init-handover", replicas: 1, size: "64Mi", mountPath: "/data" },
  shares: [],
  topic: "same-pod",
  refuse: (options) => refuseReplicas(options, "init-handover"),
  build: (options) => [
    buildWorkload(
      options,
      buildPodSpec(options, {
        initContainers: [buildPrepare(options)],
        containers: [buildApp(options)],
        volumes: [buildEmptyDir("prepared", options)],
        access: EMPTY_DIR_ACCESS,
      }),
    ),
  ],
};

function buildPrepare(options: ScaffoldOptions): Explained {
  return because(
    buildContainer({
      name: "prepare",
      command: because(
        buildScript(...writeWhole(joinPath(options.mountPath, "message"))),
        "It may run again and find the files of its first run: it writes over them.",
        initContainers,
      ),
      resources: buildSmallResources(findFilesInMemory(options)),
      mounts: [buildMount("prepared", options.mountPath)],
    }),
    "The app starts when this has ended well; if it fails, it is tried again.",
    initContainers,
  );
}

function buildApp(options: ScaffoldOptions): TreeObject {
  const { mountPath } = options;
  return buildAppContainer(options, {
    name: "app",
    command: repeatAsApp(options, `cat ${quote(joinPath(mountPath, "message"))}`),
    mounts: [
      buildMount(
        "prepared",
        mountPath,
        because(true, "A hand-over goes one way: the app only reads.", readOnlyMounts),
      ),
    ],
  });
}
