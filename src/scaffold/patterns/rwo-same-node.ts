import { page, repository } from "../../knowledge/citation.ts";
import { buildClaimObjects } from "../claims/claim-objects.ts";
import { buildPods } from "../claims/pods.ts";
import { recreate } from "../claims/recreate.ts";
import { refuseClaim } from "../claims/refuse-claim.ts";
import { buildSharingContainer, DATA } from "../claims/sharing-container.ts";
import type { ScaffoldOptions } from "../options.ts";
import { buildSelector } from "../parts/labels.ts";
import { buildPodSpec } from "../parts/pod-spec.ts";
import { buildClaimVolume } from "../parts/volumes.ts";
import type { Pattern } from "../pattern.ts";
import { because, type TreeObject } from "../tree.ts";

const schedulerIgnoresMode = repository("kubernetes/kubernetes").issue(103305);
const firstPod = repository("kubernetes/kubernetes").file(
  "pkg/scheduler/framework/plugins/interpodaffinity/filtering.go",
  "satisfyPodAffinity",
);
const accessModes = page(
  "kubernetes.io: Persistent Volumes, access modes",
  "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes",
);

/**
 * Several pods on one disk. The scheduler does not look at ReadWriteOnce: affinity of the pods to
 * each other keeps them on one node. An image that is given runs in all of them.
 */
export const rwoSameNode: Pattern = {
  name: "rwo-same-node",
  summary: "several pods on one ReadWriteOnce claim, kept on one node",
  when: "Several pods share a disk, and that they all run on one node is good enough.",
  workloads: ["deployment", "pod", "statefulset", "job"],
  accessModes: ["ReadWriteOnce"],
  storage: "class",
  defaults: { name: "rwo-same-node", replicas: 2, size: "1Gi", mountPath: "/data" },
  shares: ["rollout-on-rwo", "rwo-several-writers"],
  topic: "rwo",
  refuse: (options) => refuseClaim(options, rwoSameNode, { pods: "together" }),
  build: (asked) => {
    const { objects, options, access } = buildClaimObjects(asked, {
      mode: "ReadWriteOnce",
      use: "class",
      modeReason: {
        text: "One node, not one pod: the affinity below brings all pods to that node.",
        citation: accessModes,
      },
    });
    const spec = buildPodSpec(options, {
      containers: [buildSharingContainer(options)],
      volumes: [buildClaimVolume(DATA, options.name)],
      access,
      further: keepTogether(options),
    });
    return [...objects, ...buildPods(options, spec, { strategy: recreate("ReadWriteOnce") })];
  },
};

/** Fields of a pod that goes where its fellows are. */
function keepTogether(options: ScaffoldOptions): TreeObject {
  return {
    affinity: because(
      {
        podAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: because(
            [
              {
                topologyKey: "kubernetes.io/hostname",
                labelSelector: { matchLabels: buildSelector(options) },
              },
            ],
            "The first pod finds none to join: the scheduler lets it go anywhere, since it matches its own selector.",
            firstPod,
          ),
        },
      },
      "The scheduler does not look at ReadWriteOnce: without this it takes any node.",
      schedulerIgnoresMode,
    ),
  };
}
