import { quote } from "../../core/model/text.ts";
import { page, repository } from "../../knowledge/citation.ts";
import type { ScaffoldOptions } from "../options.ts";
import { buildAppContainer, buildContainer, toSidecar } from "../parts/container.ts";
import { buildPodSpec } from "../parts/pod-spec.ts";
import { refuseReplicas } from "../parts/refuse-replicas.ts";
import { buildAppResources, findFilesInMemory } from "../parts/resources.ts";
import { buildScript, joinPath, repeatAsApp } from "../parts/script.ts";
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
const tail = page("tail(1)", "https://man7.org/linux/man-pages/man1/tail.1.html");

/**
 * The app writes a log file, a sidecar ships it. The app is the container `app`: an image that is
 * given takes its place, and is to write `app.log` at the mount path.
 */
export const sidecar: Pattern = {
  name: "sidecar",
  summary: "an app and a sidecar that ships its log file",
  when: "A helper has to run as long as the app, start before it and end after it.",
  workloads: ["deployment", "pod", "daemonset", "job"],
  accessModes: null,
  storage: null,
  defaults: { name: "sidecar", replicas: 1, size: "256Mi", mountPath: "/var/log/app" },
  shares: [],
  topic: "same-pod",
  refuse: (options) => refuseReplicas(options, "sidecar"),
  build: (options) => [
    buildWorkload(
      options,
      buildPodSpec(options, {
        initContainers: [buildShipper(options)],
        containers: [buildApp(options)],
        volumes: [buildEmptyDir("logs", options)],
        access: EMPTY_DIR_ACCESS,
      }),
    ),
  ],
};

/** A shell that waits takes notice of SIGTERM at once, `tail` as the first process never. */
function buildShipper({ mountPath }: ScaffoldOptions): TreeObject {
  const log = quote(joinPath(mountPath, "app.log"));
  return toSidecar(
    buildContainer({
      name: "shipper",
      command: because(
        buildScript(`tail -n +1 -F ${log} &`, "wait"),
        "-F waits until the file is there, and follows its name when it is rotated.",
        tail,
      ),
      mounts: [
        buildMount(
          "logs",
          mountPath,
          because(true, "Who ships logs need not be able to change them.", readOnlyMounts),
        ),
      ],
    }),
    "A sidecar: it starts before the app, ends after it, and keeps no Job from completing.",
    sidecars,
  );
}

function buildApp(options: ScaffoldOptions): TreeObject {
  const { mountPath } = options;
  const log = joinPath(mountPath, "app.log");
  const [file, old] = [quote(log), quote(`${log}.1`)];
  return buildAppContainer(options, {
    name: "app",
    command: because(
      repeatAsApp(
        options,
        `echo "$(date) $(hostname)" >> ${file}`,
        `if [ "$(wc -c < ${file})" -gt 1000000 ]; then`,
        `  mv ${file} ${old}`,
        "fi",
      ),
      "Rotated at a megabyte: a log that only grows would reach the size limit one day.",
    ),
    resources: buildAppResources(options, findFilesInMemory(options)),
    mounts: [buildMount("logs", mountPath)],
  });
}
