import { flag, integer, list, message, nested, text } from "../message.ts";
import { persistentVolumeClaim } from "./claim.ts";
import { intOrString, objectMeta } from "./metadata.ts";
import { podTemplate } from "./pod.ts";

// Field numbers: https://github.com/kubernetes/api/blob/v0.36.3/apps/v1/generated.proto,
// batch/v1/generated.proto and core/v1/generated.proto beside it.

export const deployment = message({
  metadata: [1, objectMeta],
  spec: [
    2,
    nested(
      message({
        replicas: [1, integer],
        template: [3, podTemplate],
        strategy: [
          4,
          nested(
            message({
              type: [1, text],
              rollingUpdate: [2, nested(message({ maxSurge: [2, intOrString] }))],
            }),
          ),
        ],
      }),
    ),
  ],
});

export const replicaSet = message({
  metadata: [1, objectMeta],
  spec: [2, nested(message({ replicas: [1, integer], template: [3, podTemplate] }))],
});

/** The same numbers as a ReplicaSet, though another group. */
export const replicationController = replicaSet;

export const statefulSet = message({
  metadata: [1, objectMeta],
  spec: [
    2,
    nested(
      message({
        replicas: [1, integer],
        template: [3, podTemplate],
        volumeClaimTemplates: [4, list(persistentVolumeClaim)],
        ordinals: [11, nested(message({ start: [1, integer] }))],
      }),
    ),
  ],
});

export const daemonSet = message({
  metadata: [1, objectMeta],
  spec: [2, nested(message({ template: [2, podTemplate] }))],
});

const jobSpec = nested(
  message({ parallelism: [1, integer], template: [6, podTemplate], suspend: [10, flag] }),
);

export const job = message({
  metadata: [1, objectMeta],
  spec: [2, jobSpec],
  status: [
    3,
    nested(message({ conditions: [1, list(message({ type: [1, text], status: [2, text] }))] })),
  ],
});

export const cronJob = message({
  metadata: [1, objectMeta],
  spec: [
    2,
    nested(
      message({ suspend: [4, flag], jobTemplate: [5, nested(message({ spec: [2, jobSpec] }))] }),
    ),
  ],
});
