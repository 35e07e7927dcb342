import { page } from "../../knowledge/citation.ts";
import type { BackendContext } from "../backend.ts";
import { because, type Tree, type TreeObject } from "../tree.ts";

interface ClassSpec {
  provisioner: string;
  parameters?: Tree;
  mountOptions?: readonly Tree[];
  /** The driver can make volumes larger. */
  expands?: boolean;
  /** Its volumes are reached from one zone or one node only. */
  waits?: boolean;
}

const reclaiming = page(
  "Kubernetes: reclaiming volumes",
  "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reclaiming",
);
const bindingMode = page(
  "Kubernetes: volume binding mode",
  "https://kubernetes.io/docs/concepts/storage/storage-classes/#volume-binding-mode",
);

/** A StorageClass, with the fields that nobody should leave to a default. */
export function buildClass({ name, labels }: BackendContext, spec: ClassSpec): TreeObject {
  const { provisioner, parameters, mountOptions = [], expands, waits } = spec;
  return {
    apiVersion: "storage.k8s.io/v1",
    kind: "StorageClass",
    metadata: { name, ...(Object.keys(labels).length > 0 && { labels }) },
    provisioner,
    parameters,
    mountOptions: mountOptions.length > 0 ? mountOptions : undefined,
    reclaimPolicy: because(
      "Delete",
      "With the claim its data are deleted; Retain would keep them.",
      reclaiming,
    ),
    allowVolumeExpansion: expands || undefined,
    volumeBindingMode: waits
      ? because(
          "WaitForFirstConsumer",
          "The volume is made where the pod is to run, else maybe in a zone where it cannot.",
          bindingMode,
        )
      : "Immediate",
  };
}
