import {
  type FieldMaker,
  flag,
  inline,
  integer,
  integers,
  list,
  type Message,
  message,
  nested,
  nothing,
  text,
  textMap,
  texts,
  union,
} from "../message.ts";
import { claimTemplate } from "./claim.ts";
import { labelSelector, objectMeta, quantity } from "./metadata.ts";
import * as source from "./volume-source.ts";

// Field numbers: https://github.com/kubernetes/api/blob/v0.36.3/core/v1/generated.proto

const named = message({ name: [1, text] });

/** A reference whose `name` JSON writes beside the volume's own fields. */
const namedInline = nested(message({ localObjectReference: [1, inline(named)] }));

const volumeProjection = union({
  secret: [1, namedInline],
  downwardAPI: [2, nothing],
  configMap: [3, namedInline],
  serviceAccountToken: [4, nothing],
  clusterTrustBundle: [5, nested(named)],
  podCertificate: [6, nothing],
});

/** One of them is set. */
export const volumeSource = {
  hostPath: [1, source.hostPath],
  emptyDir: [2, nested(message({ medium: [1, text], sizeLimit: [2, quantity] }))],
  gcePersistentDisk: [3, source.gcePersistentDisk],
  awsElasticBlockStore: [4, source.awsElasticBlockStore],
  gitRepo: [5, nothing],
  secret: [6, nested(message({ secretName: [1, text] }))],
  nfs: [7, source.nfs],
  iscsi: [8, source.iscsi],
  glusterfs: [9, source.glusterfs],
  persistentVolumeClaim: [10, nested(message({ claimName: [1, text], readOnly: [2, flag] }))],
  rbd: [11, source.rbd],
  flexVolume: [12, source.flexVolume],
  cinder: [13, source.cinder],
  cephfs: [14, source.cephfs],
  flocker: [15, source.flocker],
  downwardAPI: [16, nothing],
  fc: [17, source.fc],
  azureFile: [18, source.azureFile],
  configMap: [19, namedInline],
  vsphereVolume: [20, source.vsphereVolume],
  quobyte: [21, source.quobyte],
  azureDisk: [22, source.azureDisk],
  photonPersistentDisk: [23, source.photonPersistentDisk],
  portworxVolume: [24, source.portworxVolume],
  scaleIO: [25, source.scaleIO],
  projected: [26, nested(message({ sources: [1, list(volumeProjection)] }))],
  storageos: [27, source.storageos],
  csi: [28, nested(message({ driver: [1, text], readOnly: [2, flag] }))],
  ephemeral: [29, nested(message({ volumeClaimTemplate: [1, claimTemplate] }))],
  image: [30, nested(message({ reference: [1, text] }))],
} as const;

function volumeOf(source: Message): Message {
  return message({ name: [1, text], source: [2, inline(source)] });
}

const volume = volumeOf(union(volumeSource));

/** Every pod has a projected volume, of three sources, and hardly anybody asks for those. */
const leanVolume = volumeOf(union({ ...volumeSource, projected: [26, nothing] }));

const volumeMount = message({
  name: [1, text],
  readOnly: [2, flag],
  mountPath: [3, text],
  subPath: [4, text],
  subPathExpr: [6, text],
});

const containerFields = {
  name: [1, text],
  volumeMounts: [9, list(volumeMount)],
  volumeDevices: [21, list(message({ name: [1, text], devicePath: [2, text] }))],
  restartPolicy: [24, text],
} as const;

/** Containers of all three lists: an EphemeralContainerCommon has a Container's numbers. */
const container = message(containerFields);

const containerInDetail = message({
  ...containerFields,
  image: [2, text],
  command: [3, texts],
  args: [4, texts],
  tty: [18, flag],
  startupProbe: [22, nothing],
});

const podAffinityTerm = message({ labelSelector: [1, labelSelector], topologyKey: [3, text] });

const requiredPodTerms = nested(
  message({ requiredDuringSchedulingIgnoredDuringExecution: [1, list(podAffinityTerm)] }),
);

const affinity = nested(
  message({
    nodeAffinity: [
      1,
      nested(message({ requiredDuringSchedulingIgnoredDuringExecution: [1, source.nodeSelector] })),
    ],
    podAffinity: [2, requiredPodTerms],
    podAntiAffinity: [3, requiredPodTerms],
  }),
);

/** What tells who mounts what. */
function specWith(of: Message, podVolume = volume) {
  return {
    volumes: [1, list(podVolume)],
    containers: [2, list(of)],
    nodeName: [10, text],
    initContainers: [20, list(of)],
    ephemeralContainers: [34, list(message({ common: [1, inline(of)] }))],
  } as const;
}

const placement = { nodeSelector: [7, textMap], affinity: [18, affinity] } as const;

const security = nested(
  message({ runAsUser: [2, integer], supplementalGroups: [4, integers], fsGroup: [5, integer] }),
);

const specInDetail = nested(
  message({ ...specWith(containerInDetail), ...placement, securityContext: [14, security] }),
);

/** Where a pod may go was decided when it got its node: only a template's wishes are of interest. */
function podWith(podVolume: Message): Message {
  return message({
    metadata: [1, objectMeta],
    spec: [2, nested(message(specWith(container, podVolume)))],
    status: [3, nested(message({ phase: [1, text] }))],
  });
}

export const pod = podWith(volume);

/** The same without what projected volumes are made of. */
export const leanPod = podWith(leanVolume);

/** Of a pod that is neither shown nor counted. */
export const namedPod = message({
  metadata: [1, nested(message({ name: [1, text], namespace: [3, text] }))],
});

/** Of a pod without a volume of interest: which others it has, and what their pieces are known by. */
export const podOutline = message({
  metadata: [1, nested(message({ name: [1, text], namespace: [3, text], uid: [5, text] }))],
  spec: [2, nested(message({ volumes: [1, list(leanVolume)], nodeName: [10, text] }))],
});

const condition = message({
  type: [1, text],
  status: [2, text],
  reason: [5, text],
  message: [6, text],
});

const waiting = nested(message({ reason: [1, text], message: [2, text] }));

const containerStatus = message({
  name: [1, text],
  state: [2, nested(message({ waiting: [1, waiting] }))],
});

/** The same with all that tells how far the pod has come; until it has a node, where it may go. */
export const podInDetail = message({
  metadata: [1, objectMeta],
  spec: [2, specInDetail],
  status: [
    3,
    nested(
      message({
        phase: [1, text],
        conditions: [2, list(condition)],
        containerStatuses: [8, list(containerStatus)],
        initContainerStatuses: [10, list(containerStatus)],
      }),
    ),
  ],
});

function podTemplateWith(podVolume: Message): FieldMaker {
  return nested(
    message({
      metadata: [1, objectMeta],
      spec: [2, nested(message({ ...specWith(container, podVolume), ...placement }))],
    }),
  );
}

export const podTemplate = podTemplateWith(volume);

/** The same without what projected volumes are made of. */
export const leanPodTemplate = podTemplateWith(leanVolume);

export const podTemplateInDetail = nested(
  message({ metadata: [1, objectMeta], spec: [2, specInDetail] }),
);
