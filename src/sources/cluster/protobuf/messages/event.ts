import { message, nested, text } from "../message.ts";
import { microTime, objectMeta, time } from "./metadata.ts";

// Field numbers: https://github.com/kubernetes/api/blob/v0.36.3/core/v1/generated.proto

export const event = message({
  metadata: [1, objectMeta],
  involvedObject: [
    2,
    nested(message({ kind: [1, text], namespace: [2, text], name: [3, text], uid: [4, text] })),
  ],
  reason: [3, text],
  message: [4, text],
  lastTimestamp: [7, time],
  eventTime: [10, microTime],
  series: [11, nested(message({ lastObservedTime: [2, microTime] }))],
});
