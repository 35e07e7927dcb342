import { page, repository } from "../../../../knowledge/citation.ts";

// Where the rules of Kubernetes itself were read, as explanations cite them.

const kubernetes = repository("kubernetes/kubernetes");
const PERSISTENT_VOLUMES = "https://kubernetes.io/docs/concepts/storage/persistent-volumes/";

export const accessModes = page(
  "kubernetes.io: Persistent Volumes, access modes",
  `${PERSISTENT_VOLUMES}#access-modes`,
);

export const oneNamespace = page(
  "kubernetes.io: Persistent Volumes, a note on namespaces",
  `${PERSISTENT_VOLUMES}#a-note-on-namespaces`,
);

export const nodeAffinity = page(
  "kubernetes.io: Persistent Volumes, node affinity",
  `${PERSISTENT_VOLUMES}#node-affinity`,
);

export const binding = page(
  "kubernetes.io: Persistent Volumes, binding",
  `${PERSISTENT_VOLUMES}#binding`,
);

export const typesOfVolumes = page(
  "kubernetes.io: Persistent Volumes, types",
  `${PERSISTENT_VOLUMES}#types-of-persistent-volumes`,
);

export const rawBlock = page(
  "kubernetes.io: Persistent Volumes, raw block volume support",
  `${PERSISTENT_VOLUMES}#raw-block-volume-support`,
);

export const reclaiming = page(
  "kubernetes.io: Persistent Volumes, reclaiming",
  `${PERSISTENT_VOLUMES}#reclaiming`,
);

export const expanding = page(
  "kubernetes.io: Persistent Volumes, expanding claims",
  `${PERSISTENT_VOLUMES}#expanding-persistent-volumes-claims`,
);

export const defaultClass = page(
  "kubernetes.io: Storage Classes, default",
  "https://kubernetes.io/docs/concepts/storage/storage-classes/#default-storageclass",
);

export const localClass = page(
  "kubernetes.io: Storage Classes, local",
  "https://kubernetes.io/docs/concepts/storage/storage-classes/#local",
);

export const bindingModes = page(
  "kubernetes.io: Storage Classes, volume binding mode",
  "https://kubernetes.io/docs/concepts/storage/storage-classes/#volume-binding-mode",
);

/** Whether the attach-detach controller lets a volume be on several nodes. */
export const multiAttach = kubernetes.file("pkg/volume/util/util.go", "IsMultiAttachAllowed");

/** The controller passes over volumes that nobody attaches. */
export const attachSkipped = kubernetes.file("pkg/controller/volume/attachdetach/util/util.go");

/** The scheduler does not look at ReadWriteOnce. */
export const schedulerIgnoresMode = kubernetes.issue(103305);

export const onePod = kubernetes.file(
  "pkg/scheduler/framework/plugins/volumerestrictions/volume_restrictions.go",
);

/** A claim must be there, and not on its way out, before its pod is scheduled. */
export const claimIsNeeded = kubernetes.file(
  "pkg/scheduler/framework/plugins/volumebinding/volume_binding.go",
  "podHasPVCs",
);

export const groupPolicy = kubernetes.file("pkg/volume/csi/csi_mounter.go", "supportsFSGroup");

/** A minimum that the backend may or may not keep to. */
export const requests = repository("kubernetes/api").file(
  "core/v1/types.go",
  "PersistentVolumeClaimSpec",
);

export const twoModesRefused = repository("kubernetes-csi/external-attacher").file(
  "pkg/controller/util.go",
);
