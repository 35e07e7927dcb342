import { flag, message, nested, text, textMap, texts } from "../message.ts";
import { objectMeta, objectMetaWithAnnotations } from "./metadata.ts";

// Field numbers: https://github.com/kubernetes/api/blob/v0.36.3/storage/v1/generated.proto

export const storageClass = message({
  metadata: [1, objectMetaWithAnnotations],
  provisioner: [2, text],
  parameters: [3, textMap],
  reclaimPolicy: [4, text],
  mountOptions: [5, texts],
  allowVolumeExpansion: [6, flag],
  volumeBindingMode: [7, text],
});

export const csiDriver = message({
  metadata: [1, objectMeta],
  spec: [2, nested(message({ attachRequired: [1, flag], fsGroupPolicy: [5, text] }))],
});

const volumeError = nested(message({ message: [2, text] }));

export const volumeAttachment = message({
  metadata: [1, objectMeta],
  spec: [
    2,
    nested(
      message({
        attacher: [1, text],
        source: [2, nested(message({ persistentVolumeName: [1, text] }))],
        nodeName: [3, text],
      }),
    ),
  ],
  status: [
    3,
    nested(
      message({
        attached: [1, flag],
        attachError: [3, volumeError],
        detachError: [4, volumeError],
      }),
    ),
  ],
});
