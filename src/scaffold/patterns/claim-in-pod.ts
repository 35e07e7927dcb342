import { quote } from "../../core/model/text.ts";
import { repository } from "../../knowledge/citation.ts";
import { buildClaimObjects } from "../claims/claim-objects.ts";
import { buildPods } from "../claims/pods.ts";
import { recreate } from "../claims/recreate.ts";
import { refuseClaim } from "../claims/refuse-claim.ts";
import { DATA } from "../claims/sharing-container.ts";
import { flagOfStorage } from "../claims/suggest.ts";
import type { ScaffoldOptions } from "../options.ts";
import { buildAppContainer, buildContainer, toSidecar } from "../parts/container.ts";
import { buildPodSpec } from "../parts/pod-spec.ts";
import { scaffold } from "../parts/scaffold-command.ts";
import { joinPath, repeat, repeatAsApp, writeWhole } from "../parts/script.ts";
import { buildClaimVolume, buildMount } from "../parts/volumes.ts";
import type { Pattern, Refusal } from "../pattern.ts";
import { because, type TreeObject } from "../tree.ts";

const website = repository("kubernetes/website");
const sidecars = website.file("content/en/docs/concepts/workloads/pods/sidecar-containers.md");
const readOnlyMounts = website.file(
  "content/en/docs/concepts/storage/volumes.md",
  "Read-only mounts",
);

/**
 * The app writes to a claim, a sidecar beside it reads. An image that is given takes the app's
 * place; the sidecar then lists what is there.
 */
export const claimInPod: Pattern = {
  name: "claim-in-pod",
  summary: "a pod whose containers share one claim",
  when: "Containers of one pod share files that must outlive the pod.",
  workloads: ["pod", "deployment"],
  accessModes: ["ReadWriteOnce", "ReadWriteOncePod", "ReadWriteMany"],
  storage: "class",
  defaults: { name: "claim-in-pod", replicas: 1, size: "1Gi", mountPath: "/data" },
  shares: [],
  topic: "same-pod",
  refuse: (options) =>
    refuseClaim(options, claimInPod, { pods: "anywhere" }) ?? refuseSeveral(options),
  build: (asked) => {
    const { objects, options, access, mode } = buildClaimObjects(asked, {
      mode: asked.accessMode,
      use: "class",
    });
    const spec = buildPodSpec(options, {
      initContainers: [buildReader(options)],
      containers: [buildWriter(options)],
      volumes: [buildClaimVolume(DATA, options.name)],
      access,
    });
    const settings = mode === "ReadWriteMany" ? {} : { strategy: recreate(mode) };
    return [...objects, ...buildPods(options, spec, settings)];
  },
};

/** The app of each pod would write the same file. */
function refuseSeveral(options: ScaffoldOptions): Refusal | null {
  const { replicas } = options;
  if (replicas <= 1) return null;
  return {
    message: `pattern claim-in-pod makes one pod, not ${replicas}`,
    next: [scaffold("rwx", options, ...flagOfStorage(options), "--replicas", `${replicas}`)],
  };
}

function buildWriter(options: ScaffoldOptions): TreeObject {
  return buildAppContainer(options, {
    name: "app",
    command: repeatAsApp(options, ...writeWhole(joinPath(options.mountPath, "message"))),
    mounts: [buildMount(DATA, options.mountPath)],
  });
}

function buildReader({ mountPath, image, command }: ScaffoldOptions): TreeObject {
  const message = quote(joinPath(mountPath, "message"));
  const isOurs = image === null && command === null;
  return toSidecar(
    buildContainer({
      name: "reader",
      command: isOurs
        ? because(
            repeat(`until [ -f ${message} ]; do sleep 1; done`, `cat ${message}`),
            "It waits for the file: on a new claim nobody has written it yet.",
          )
        : repeat(`ls -l ${quote(mountPath)}`),
      mounts: [
        buildMount(
          DATA,
          mountPath,
          because(true, "Keeps this container from writing; the app may go on.", readOnlyMounts),
        ),
      ],
    }),
    "A sidecar: it starts before the app, ends after it and runs all the time between.",
    sidecars,
  );
}
