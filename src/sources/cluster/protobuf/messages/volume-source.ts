import { flag, integer, list, message, nested, nonZero, text, textMap, texts } from "../message.ts";

// Field numbers: https://github.com/kubernetes/api/blob/v0.36.3/core/v1/generated.proto
// The in-tree backends, as far as they say which backend they are. The variants that only a
// PersistentVolume knows have the same numbers for these fields as those of a pod's volume.

export const hostPath = nested(message({ path: [1, text], type: [2, text] }));

export const nfs = nested(message({ server: [1, text], path: [2, text], readOnly: [3, flag] }));

export const local = nested(message({ path: [1, text] }));

export const iscsi = nested(
  message({
    targetPortal: [1, text],
    iqn: [2, text],
    lun: [3, integer],
    readOnly: [6, flag],
    portals: [7, texts],
  }),
);

export const fc = nested(
  message({ targetWWNs: [1, texts], lun: [2, integer], readOnly: [4, flag], wwids: [5, texts] }),
);

export const awsElasticBlockStore = nested(
  message({ volumeID: [1, text], partition: [3, nonZero], readOnly: [4, flag] }),
);

export const gcePersistentDisk = nested(
  message({ pdName: [1, text], partition: [3, nonZero], readOnly: [4, flag] }),
);

export const azureDisk = nested(
  message({ diskName: [1, text], diskURI: [2, text], readOnly: [5, flag], kind: [6, text] }),
);

export const azureFile = nested(
  message({
    secretName: [1, text],
    shareName: [2, text],
    readOnly: [3, flag],
    secretNamespace: [4, text],
  }),
);

export const cinder = nested(message({ volumeID: [1, text], readOnly: [3, flag] }));

export const vsphereVolume = nested(message({ volumePath: [1, text] }));

export const portworxVolume = nested(message({ volumeID: [1, text], readOnly: [3, flag] }));

export const cephfs = nested(
  message({ monitors: [1, texts], path: [2, text], user: [3, text], readOnly: [6, flag] }),
);

export const rbd = nested(
  message({
    monitors: [1, texts],
    image: [2, text],
    pool: [4, text],
    user: [5, text],
    readOnly: [8, flag],
  }),
);

export const glusterfs = nested(
  message({
    endpoints: [1, text],
    path: [2, text],
    readOnly: [3, flag],
    endpointsNamespace: [4, text],
  }),
);

export const flexVolume = nested(message({ driver: [1, text], readOnly: [4, flag] }));

export const flocker = nested(message({ datasetName: [1, text], datasetUUID: [2, text] }));

export const quobyte = nested(
  message({ registry: [1, text], volume: [2, text], readOnly: [3, flag], tenant: [6, text] }),
);

export const scaleIO = nested(
  message({ gateway: [1, text], system: [2, text], volumeName: [8, text], readOnly: [10, flag] }),
);

export const storageos = nested(
  message({ volumeName: [1, text], volumeNamespace: [2, text], readOnly: [4, flag] }),
);

export const photonPersistentDisk = nested(message({ pdID: [1, text] }));

/** `persistentVolume.spec.csi` */
export const csiVolume = nested(
  message({
    driver: [1, text],
    volumeHandle: [2, text],
    readOnly: [3, flag],
    volumeAttributes: [5, textMap],
  }),
);

const nodeSelectorRequirement = message({
  key: [1, text],
  operator: [2, text],
  values: [3, texts],
});

const nodeSelectorTerm = message({
  matchExpressions: [1, list(nodeSelectorRequirement)],
  matchFields: [2, list(nodeSelectorRequirement)],
});

export const nodeSelector = nested(message({ nodeSelectorTerms: [1, list(nodeSelectorTerm)] }));
