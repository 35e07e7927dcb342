import { buildClaimObjects } from "../claims/claim-objects.ts";
import { buildPods, spreadOverNodes } from "../claims/pods.ts";
import { refuseClaim } from "../claims/refuse-claim.ts";
import { buildSharingContainer, DATA } from "../claims/sharing-container.ts";
import { buildPodSpec } from "../parts/pod-spec.ts";
import { buildClaimVolume } from "../parts/volumes.ts";
import type { Pattern } from "../pattern.ts";

/** Pods of all nodes read and write one claim. An image that is given runs in all of them. */
export const rwx: Pattern = {
  name: "rwx",
  summary: "pods on several nodes that share one claim",
  when: "Pods on several nodes read and write the same files.",
  workloads: ["deployment", "pod", "statefulset", "daemonset", "job"],
  accessModes: ["ReadWriteMany"],
  storage: "class",
  defaults: { name: "rwx", replicas: 2, size: "1Gi", mountPath: "/data" },
  shares: [],
  topic: "rwx",
  refuse: (options) => refuseClaim(options, rwx, { pods: "anywhere" }),
  build: (asked) => {
    const { objects, options, access } = buildClaimObjects(asked, {
      mode: "ReadWriteMany",
      use: "class",
    });
    const spec = buildPodSpec(options, {
      containers: [buildSharingContainer(options)],
      volumes: [buildClaimVolume(DATA, options.name)],
      access,
      further: spreadOverNodes(options),
    });
    return [...objects, ...buildPods(options, spec)];
  },
};
