/** As much of Kubernetes' objects as the players of the test bed look at. */

export interface Metadata {
  name: string;
  namespace?: string;
  uid: string;
  creationTimestamp: string;
  deletionTimestamp?: string;
  annotations?: Record<string, string>;
  labels?: Record<string, string>;
  finalizers?: string[];
  ownerReferences?: { kind: string; name: string; uid: string; controller?: boolean }[];
}

export interface List<T> {
  items: T[];
}

export interface Container {
  name: string;
  image: string;
  restartPolicy?: "Always";
}

export interface PodVolume {
  name: string;
  persistentVolumeClaim?: { claimName: string };
  ephemeral?: object;
}

export interface Pod {
  metadata: Metadata;
  spec: {
    nodeName?: string;
    restartPolicy: "Always" | "OnFailure" | "Never";
    containers: Container[];
    initContainers?: Container[];
    volumes?: PodVolume[];
  };
  status: {
    phase: "Pending" | "Running" | "Succeeded" | "Failed" | "Unknown";
    containerStatuses?: { name: string; state: object }[];
    conditions?: { type: string; status: string; reason?: string; message?: string }[];
  };
}

export interface Node {
  metadata: Metadata;
  spec: { unschedulable?: boolean };
  status: { volumesInUse?: string[]; volumesAttached?: { name: string }[] };
}

export interface Claim {
  metadata: Metadata;
  spec: {
    volumeName?: string;
    storageClassName?: string;
    accessModes: string[];
    volumeMode?: string;
    resources: { requests: { storage: string } };
  };
  status: { phase: "Pending" | "Bound" | "Lost" };
}

export interface Volume {
  metadata: Metadata;
  spec: {
    csi?: { driver: string; volumeHandle: string };
    persistentVolumeReclaimPolicy: string;
    claimRef?: { namespace: string; name: string };
  };
  status: { phase: string };
}

export interface StorageClass {
  metadata: Metadata;
  provisioner: string;
  parameters?: Record<string, string>;
  reclaimPolicy?: string;
  volumeBindingMode?: string;
  mountOptions?: string[];
}

export interface CsiDriver {
  metadata: Metadata;
  spec: { attachRequired: boolean };
}

export interface VolumeAttachment {
  metadata: Metadata;
  spec: { attacher: string; nodeName: string; source: { persistentVolumeName?: string } };
  status?: { attached: boolean; attachError?: { message: string } };
}

export interface Event {
  metadata: Metadata;
  reason: string;
  message: string;
  type: string;
  involvedObject: { kind: string; namespace?: string; name: string };
}
