import { repository } from "../../knowledge/citation.ts";
import { findWriteAccess } from "../claims/access.ts";
import { requireStorage } from "../claims/choose-use.ts";
import { buildClaimSpec } from "../claims/claim.ts";
import { buildAnnotations } from "../claims/pods.ts";
import { refuseClaim } from "../claims/refuse-claim.ts";
import { buildSharingContainer, DATA } from "../claims/sharing-container.ts";
import { buildOwnClass } from "../claims/storage-class.ts";
import type { ScaffoldOptions } from "../options.ts";
import { buildLabels } from "../parts/labels.ts";
import { buildPodSpec } from "../parts/pod-spec.ts";
import { buildHeadlessService } from "../parts/service.ts";
import { buildWorkload } from "../parts/workload.ts";
import type { Pattern } from "../pattern.ts";
import { because, type TreeObject } from "../tree.ts";

const statefulSet = repository("kubernetes/website").file(
  "content/en/docs/concepts/workloads/controllers/statefulset.md",
);
const templates = repository("kubernetes/api").file(
  "apps/v1/types.go",
  "StatefulSetSpec.VolumeClaimTemplates",
);

/** Each replica has files of its own: nothing is shared. An image that is given runs in all. */
export const stateful: Pattern = {
  name: "stateful",
  summary: "one claim for each replica: nothing is shared",
  when: "Each replica keeps data of its own: databases and queues that replicate by themselves.",
  workloads: ["statefulset"],
  accessModes: ["ReadWriteOnce", "ReadWriteOncePod"],
  storage: "class",
  defaults: { name: "stateful", replicas: 2, size: "1Gi", mountPath: "/data" },
  shares: [],
  topic: "workloads",
  refuse: (options) =>
    refuseClaim(options, stateful, {
      pods: "own",
      needsClass: "each replica needs a claim of its own, which only a class can give",
    }),
  build: (options) => {
    const { storage, use } = requireStorage(options, "class");
    const spec = buildPodSpec(options, {
      containers: [
        buildSharingContainer(options, {
          reason: "Each replica shows its own file and no other one.",
        }),
      ],
      access: findWriteAccess(storage, use, options.accessMode),
    });
    return [
      ...buildOwnClass(options),
      buildHeadlessService(options),
      keepClaims(buildStatefulSet(options, spec)),
    ];
  },
};

function buildStatefulSet(options: ScaffoldOptions, podSpec: TreeObject): TreeObject {
  const annotations = buildAnnotations(options);
  return buildWorkload(options, podSpec, {
    ...(annotations && { annotations }),
    volumeClaimTemplates: [
      because(
        {
          metadata: { name: DATA, labels: buildLabels(options) },
          spec: buildClaimSpec(options, { mode: options.accessMode, use: "class" }),
        },
        "One claim for each replica. A claim in the volumes of the pods would be one for all of them.",
        templates,
      ),
    ],
  });
}

function keepClaims(workload: TreeObject): TreeObject {
  return {
    ...workload,
    spec: {
      ...(workload.spec as TreeObject),
      persistentVolumeClaimRetentionPolicy: because(
        { whenDeleted: "Retain", whenScaled: "Retain" },
        "The claims stay when replicas or the StatefulSet go, and so do their costs.",
        statefulSet,
      ),
    },
  };
}
