import { page } from "../../knowledge/citation.ts";
import type { VolumeContext } from "../backend.ts";
import { because, type Tree, type TreeObject } from "../tree.ts";

interface VolumeSpec {
  /** The field that says where the bytes are, by the plugin's name: `csi`, `nfs`, `local`. */
  source: TreeObject;
  mountOptions?: readonly Tree[];
  nodeAffinity?: Tree;
}

const reserving = page(
  "Kubernetes: reserving a PersistentVolume",
  "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reserving-a-persistentvolume",
);
const retaining = page(
  "Kubernetes: reclaim policy Retain",
  "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#retain",
);

/** A PersistentVolume for what is there already, which one claim gets and nobody deletes. */
export function buildVolume(context: VolumeContext, spec: VolumeSpec): TreeObject {
  const { name, labels, size, modes, claim } = context;
  const { source, mountOptions = [], nodeAffinity } = spec;
  return {
    apiVersion: "v1",
    kind: "PersistentVolume",
    metadata: { name, ...(Object.keys(labels).length > 0 && { labels }) },
    spec: {
      capacity: { storage: size },
      volumeMode: "Filesystem",
      accessModes: modes,
      persistentVolumeReclaimPolicy: because(
        "Retain",
        "The storage is older than this object: it stays when the claim is deleted.",
        retaining,
      ),
      storageClassName: because(
        "",
        "No class, and the claim says the same: else the default class makes it another volume.",
        reserving,
      ),
      claimRef: because(
        { namespace: claim.namespace, name: claim.name },
        "Kept for this claim: no other one can take the volume.",
        reserving,
      ),
      mountOptions: mountOptions.length > 0 ? mountOptions : undefined,
      nodeAffinity,
      ...source,
    },
  };
}
