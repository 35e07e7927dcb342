import { buildClaimObjects } from "../claims/claim-objects.ts";
import { buildPods } from "../claims/pods.ts";
import { recreate } from "../claims/recreate.ts";
import { refuseClaim } from "../claims/refuse-claim.ts";
import { buildSharingContainer, DATA } from "../claims/sharing-container.ts";
import { buildPodSpec } from "../parts/pod-spec.ts";
import { buildClaimVolume } from "../parts/volumes.ts";
import type { Pattern } from "../pattern.ts";

/** One pod and no second one, also during a rollout. An image that is given runs in it. */
export const rwop: Pattern = {
  name: "rwop",
  summary: "one pod alone with its claim, and a rollout that works",
  when: "Two writers would destroy the data: a database, a queue, an index.",
  workloads: ["deployment", "statefulset", "pod"],
  accessModes: ["ReadWriteOncePod"],
  storage: "class",
  defaults: { name: "rwop", replicas: 1, size: "1Gi", mountPath: "/data" },
  shares: [],
  topic: "rwop",
  refuse: (options) => refuseClaim(options, rwop, { pods: "anywhere" }),
  build: (asked) => {
    const { objects, options, access } = buildClaimObjects(asked, {
      mode: "ReadWriteOncePod",
      use: "class",
    });
    const spec = buildPodSpec(options, {
      containers: [
        buildSharingContainer(options, {
          reason: "It shows what its pods have written, one after another.",
        }),
      ],
      volumes: [buildClaimVolume(DATA, options.name)],
      access,
    });
    return [...objects, ...buildPods(options, spec, { strategy: recreate("ReadWriteOncePod") })];
  },
};
