import { ApiError } from "./api-requests.ts";
import type { Claim } from "./kubernetes-objects.ts";
import type { Cluster } from "./start-cluster.ts";
import { waitFor } from "./wait-for.ts";

/** Registers a CSI driver; with `attachRequired` the attach-detach controller serves it. */
export async function createDriver(
  cluster: Cluster,
  name: string,
  options: { attachRequired: boolean },
): Promise<void> {
  await create(cluster, "/apis/storage.k8s.io/v1/csidrivers", {
    apiVersion: "storage.k8s.io/v1",
    kind: "CSIDriver",
    metadata: { name },
    spec: { attachRequired: options.attachRequired, podInfoOnMount: false, fsGroupPolicy: "File" },
  });
}

/** Creates a storage class; `Immediate` binding unless it is to wait for the first consumer. */
export async function createStorageClass(
  cluster: Cluster,
  name: string,
  options: {
    provisioner: string;
    waitForFirstConsumer?: boolean;
    parameters?: Readonly<Record<string, string>>;
  },
): Promise<void> {
  await create(cluster, "/apis/storage.k8s.io/v1/storageclasses", {
    apiVersion: "storage.k8s.io/v1",
    kind: "StorageClass",
    metadata: { name },
    provisioner: options.provisioner,
    volumeBindingMode: options.waitForFirstConsumer ? "WaitForFirstConsumer" : "Immediate",
    ...(options.parameters && { parameters: options.parameters }),
  });
}

/** What is behind a volume: the part of a PersistentVolume's spec that names its kind. */
export type VolumeSource =
  | { csi: { driver: string; volumeHandle: string; readOnly?: boolean; fsType?: string } }
  | { nfs: { server: string; path: string; readOnly?: boolean } }
  | { hostPath: { path: string; type?: string } };

/**
 * Creates a claim and a volume made for one another, as an administrator does by hand, and waits
 * until the real volume controller has bound them. The volume is named NAMESPACE-NAME unless
 * `volumeName` says otherwise.
 */
export async function createBoundClaim(
  cluster: Cluster,
  options: {
    namespace: string;
    name: string;
    source: VolumeSource;
    volumeName?: string;
    accessModes?: readonly string[];
    volumeMode?: "Filesystem" | "Block";
    storage?: string;
    mountOptions?: readonly string[];
    nodeAffinity?: object;
    labels?: Readonly<Record<string, string>>;
  },
): Promise<Claim> {
  const { namespace, name, storage = "10Gi", accessModes = ["ReadWriteOnce"] } = options;
  const volumeName = options.volumeName ?? `${namespace}-${name}`;
  const volumeMode = options.volumeMode ?? "Filesystem";
  await create(cluster, "/api/v1/persistentvolumes", {
    apiVersion: "v1",
    kind: "PersistentVolume",
    metadata: { name: volumeName },
    spec: {
      ...options.source,
      capacity: { storage },
      accessModes,
      volumeMode,
      storageClassName: "",
      persistentVolumeReclaimPolicy: "Retain",
      claimRef: { apiVersion: "v1", kind: "PersistentVolumeClaim", namespace, name },
      ...(options.mountOptions && { mountOptions: options.mountOptions }),
      ...(options.nodeAffinity && { nodeAffinity: options.nodeAffinity }),
    },
  });
  const path = `/api/v1/namespaces/${namespace}/persistentvolumeclaims`;
  await create(cluster, path, {
    apiVersion: "v1",
    kind: "PersistentVolumeClaim",
    metadata: { name, namespace, ...(options.labels && { labels: options.labels }) },
    spec: {
      accessModes,
      volumeMode,
      storageClassName: "",
      volumeName,
      resources: { requests: { storage } },
    },
  });
  return waitFor(`claim ${namespace}/${name} to be bound`, async () => {
    const claim = await cluster.request<Claim>("GET", `${path}/${name}`);
    return claim.status.phase === "Bound" && claim;
  });
}

/** Creates a namespace and waits for its service account, without which it takes no pods. */
export async function createNamespace(cluster: Cluster, name: string): Promise<void> {
  await create(cluster, "/api/v1/namespaces", {
    apiVersion: "v1",
    kind: "Namespace",
    metadata: { name },
  });
  await waitFor(`the service account of namespace ${name}`, () =>
    cluster.request("GET", `/api/v1/namespaces/${name}/serviceaccounts/default`),
  );
}

/** Creates an object; one that is there already stays as it is. */
async function create(cluster: Cluster, path: string, object: object): Promise<void> {
  try {
    await cluster.request("POST", path, object);
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 409)) throw error;
  }
}
