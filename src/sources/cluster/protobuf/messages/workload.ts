import {
  type FieldMaker,
  flag,
  integer,
  list,
  type Message,
  message,
  nested,
  text,
} from "../message.ts";
import { persistentVolumeClaim } from "./claim.ts";
import { intOrString, objectMeta } from "./metadata.ts";

// Field numbers: https://github.com/kubernetes/api/blob/v0.36.3/apps/v1/generated.proto,
// batch/v1/generated.proto and core/v1/generated.proto beside it.

/**
 * What makes pods, by its resource.
 *
 * @param podTemplate how its template is read
 */
export function workloadMessages(
  podTemplate: FieldMaker,
): Readonly<Record<WorkloadResource, Message>> {
  const deployment = message({
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
                rollingUpdate: [
                  2,
                  nested(message({ maxUnavailable: [1, intOrString], maxSurge: [2, intOrString] })),
                ],
              }),
            ),
          ],
        }),
      ),
    ],
  });

  const replicaSet = message({
    metadata: [1, objectMeta],
    spec: [2, nested(message({ replicas: [1, integer], template: [3, podTemplate] }))],
  });

  /** The same numbers as a ReplicaSet, though another group. */
  const replicationController = replicaSet;

  const statefulSet = message({
    metadata: [1, objectMeta],
    spec: [
      2,
      nested(
        message({
          replicas: [1, integer],
          template: [3, podTemplate],
          volumeClaimTemplates: [4, list(persistentVolumeClaim)],
          persistentVolumeClaimRetentionPolicy: [
            10,
            nested(message({ whenDeleted: [1, text], whenScaled: [2, text] })),
          ],
          ordinals: [11, nested(message({ start: [1, integer] }))],
        }),
      ),
    ],
  });

  const daemonSet = message({
    metadata: [1, objectMeta],
    spec: [2, nested(message({ template: [2, podTemplate] }))],
  });

  const jobSpec = nested(
    message({ parallelism: [1, integer], template: [6, podTemplate], suspend: [10, flag] }),
  );

  const job = message({
    metadata: [1, objectMeta],
    spec: [2, jobSpec],
    status: [
      3,
      nested(message({ conditions: [1, list(message({ type: [1, text], status: [2, text] }))] })),
    ],
  });

  const cronJob = message({
    metadata: [1, objectMeta],
    spec: [
      2,
      nested(
        message({ suspend: [4, flag], jobTemplate: [5, nested(message({ spec: [2, jobSpec] }))] }),
      ),
    ],
  });

  return {
    deployments: deployment,
    replicasets: replicaSet,
    statefulsets: statefulSet,
    daemonsets: daemonSet,
    jobs: job,
    cronjobs: cronJob,
    replicationcontrollers: replicationController,
  };
}

type WorkloadResource =
  | "deployments"
  | "replicasets"
  | "statefulsets"
  | "daemonsets"
  | "jobs"
  | "cronjobs"
  | "replicationcontrollers";
