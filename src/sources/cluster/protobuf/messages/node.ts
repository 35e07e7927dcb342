import { flag, list, message, nested, text, texts } from "../message.ts";
import { objectMeta, quantities, time } from "./metadata.ts";

// Field numbers: https://github.com/kubernetes/api/blob/v0.36.3/core/v1/generated.proto

const taint = message({ key: [1, text], value: [2, text], effect: [3, text] });

const condition = message({
  type: [1, text],
  status: [2, text],
  lastTransitionTime: [4, time],
});

const status = message({
  conditions: [4, list(condition)],
  nodeInfo: [7, nested(message({ kubeletVersion: [7, text] }))],
  volumesInUse: [9, texts],
});

export const node = message({
  metadata: [1, objectMeta],
  spec: [2, nested(message({ unschedulable: [4, flag], taints: [5, list(taint)] }))],
  status: [3, nested(status)],
});

export const resourceQuota = message({
  metadata: [1, objectMeta],
  spec: [2, nested(message({ hard: [1, quantities] }))],
  status: [3, nested(message({ hard: [1, quantities], used: [2, quantities] }))],
});
