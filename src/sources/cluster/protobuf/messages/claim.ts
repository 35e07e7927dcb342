import { message, nested, nothing, presentText, text, texts } from "../message.ts";
import { objectMeta, objectMetaWithAnnotations, quantities } from "./metadata.ts";

// Field numbers: https://github.com/kubernetes/api/blob/v0.36.3/core/v1/generated.proto

const claimSpec = nested(
  message({
    accessModes: [1, texts],
    resources: [2, nested(message({ requests: [2, quantities] }))],
    volumeName: [3, text],
    storageClassName: [5, presentText],
    volumeMode: [6, text],
    dataSource: [7, nothing],
    dataSourceRef: [8, nothing],
  }),
);

export const persistentVolumeClaim = message({
  metadata: [1, objectMetaWithAnnotations],
  spec: [2, claimSpec],
  status: [
    3,
    nested(message({ phase: [1, text], accessModes: [2, texts], capacity: [3, quantities] })),
  ],
});

/** `ephemeral.volumeClaimTemplate` of a pod volume. */
export const claimTemplate = nested(message({ metadata: [1, objectMeta], spec: [2, claimSpec] }));
