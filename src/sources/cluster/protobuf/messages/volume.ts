import { inline, message, nested, text, texts, union } from "../message.ts";
import { objectMeta, quantities } from "./metadata.ts";
import * as source from "./volume-source.ts";

// Field numbers: https://github.com/kubernetes/api/blob/v0.36.3/core/v1/generated.proto

const persistentVolumeSource = union({
  gcePersistentDisk: [1, source.gcePersistentDisk],
  awsElasticBlockStore: [2, source.awsElasticBlockStore],
  hostPath: [3, source.hostPath],
  glusterfs: [4, source.glusterfs],
  nfs: [5, source.nfs],
  rbd: [6, source.rbd],
  iscsi: [7, source.iscsi],
  cinder: [8, source.cinder],
  cephfs: [9, source.cephfs],
  fc: [10, source.fc],
  flocker: [11, source.flocker],
  flexVolume: [12, source.flexVolume],
  azureFile: [13, source.azureFile],
  vsphereVolume: [14, source.vsphereVolume],
  quobyte: [15, source.quobyte],
  azureDisk: [16, source.azureDisk],
  photonPersistentDisk: [17, source.photonPersistentDisk],
  portworxVolume: [18, source.portworxVolume],
  scaleIO: [19, source.scaleIO],
  local: [20, source.local],
  storageos: [21, source.storageos],
  csi: [22, source.csiVolume],
});

export const persistentVolume = message({
  metadata: [1, objectMeta],
  spec: [
    2,
    nested(
      message({
        capacity: [1, quantities],
        source: [2, inline(persistentVolumeSource)],
        accessModes: [3, texts],
        claimRef: [4, nested(message({ namespace: [2, text], name: [3, text] }))],
        persistentVolumeReclaimPolicy: [5, text],
        storageClassName: [6, text],
        mountOptions: [7, texts],
        volumeMode: [8, text],
        nodeAffinity: [9, nested(message({ required: [1, source.nodeSelector] }))],
      }),
    ),
  ],
  status: [3, nested(message({ phase: [1, text] }))],
});
