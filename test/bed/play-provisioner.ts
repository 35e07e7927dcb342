import { createHash } from "node:crypto";
import type { Claim, List, StorageClass, Volume } from "./kubernetes-objects.ts";
import { type Player, playLoop } from "./play-loop.ts";
import type { Cluster } from "./start-cluster.ts";

/** What a played driver makes of a claim. */
export interface PlayedDriver {
  /** The new volume's handle; `id` is made of the claim's name, so it is the same each time. */
  handle(id: string, parameters: Readonly<Record<string, string>>): string;
  fsType?: string;
  /** The volume can be used in the zone of the node that the scheduler chose, and nowhere else. */
  zonal?: boolean;
}

/** The two drivers of AWS that the stories are told with. */
export const awsDrivers: Readonly<Record<string, PlayedDriver>> = {
  "ebs.csi.aws.com": { handle: (id) => `vol-0${id}`, fsType: "ext4", zonal: true },
  "efs.csi.aws.com": {
    handle: (id, { fileSystemId }) => `${fileSystemId}::fsap-0${id}`,
  },
};

/**
 * Plays the CSI provisioners of the given drivers: makes a volume for each claim that the real
 * controllers ask them to serve (for a class that waits for the first consumer: once the scheduler
 * chose a node), and removes released volumes that are to be deleted. The real volume controller
 * binds them.
 */
export function playProvisioner(
  cluster: Cluster,
  drivers: Readonly<Record<string, PlayedDriver>> = awsDrivers,
): Player {
  return playLoop(cluster, async () => {
    const [claims, classes, volumes] = await Promise.all([
      cluster.request<List<Claim>>("GET", "/api/v1/persistentvolumeclaims"),
      cluster.request<List<StorageClass>>("GET", "/apis/storage.k8s.io/v1/storageclasses"),
      cluster.request<List<Volume>>("GET", "/api/v1/persistentvolumes"),
    ]);
    const existing = new Set(volumes.items.map(({ metadata }) => metadata.name));
    const asked = claims.items.flatMap((claim) => {
      const provisioner = claim.metadata.annotations?.["volume.kubernetes.io/storage-provisioner"];
      const driver = drivers[provisioner ?? ""];
      const storageClass = classes.items.find(
        ({ metadata }) => metadata.name === claim.spec.storageClassName,
      );
      if (!provisioner || !driver || !storageClass || claim.metadata.deletionTimestamp) return [];
      if (claim.spec.volumeName || existing.has(volumeNameOf(claim))) return [];
      const node = claim.metadata.annotations?.["volume.kubernetes.io/selected-node"];
      if (storageClass.volumeBindingMode === "WaitForFirstConsumer" && !node) return [];
      return [{ claim, storageClass, provisioner, driver, node }];
    });
    const released = volumes.items.filter(
      ({ metadata, spec, status }) =>
        drivers[metadata.annotations?.["pv.kubernetes.io/provisioned-by"] ?? ""] &&
        status.phase === "Released" &&
        spec.persistentVolumeReclaimPolicy === "Delete" &&
        !metadata.deletionTimestamp,
    );
    await Promise.all([
      ...asked.map(async ({ claim, storageClass, provisioner, driver, node }) => {
        const zone = driver.zonal && node ? await zoneOf(cluster, node) : undefined;
        const volume = volumeFor(claim, storageClass, provisioner, driver, zone);
        await cluster.request("POST", "/api/v1/persistentvolumes", volume);
      }),
      ...released.map(({ metadata }) =>
        cluster.request("DELETE", `/api/v1/persistentvolumes/${metadata.name}`),
      ),
    ]);
  });
}

function volumeNameOf(claim: Claim): string {
  return `pvc-${claim.metadata.uid}`;
}

function volumeFor(
  claim: Claim,
  storageClass: StorageClass,
  provisioner: string,
  driver: PlayedDriver,
  zone: string | undefined,
): object {
  const { namespace, name, uid } = claim.metadata;
  const id = createHash("sha256").update(`${namespace}/${name}`).digest("hex").slice(0, 16);
  return {
    apiVersion: "v1",
    kind: "PersistentVolume",
    metadata: {
      name: volumeNameOf(claim),
      annotations: { "pv.kubernetes.io/provisioned-by": provisioner },
    },
    spec: {
      capacity: { storage: claim.spec.resources.requests.storage },
      accessModes: claim.spec.accessModes,
      volumeMode: claim.spec.volumeMode ?? "Filesystem",
      persistentVolumeReclaimPolicy: storageClass.reclaimPolicy ?? "Delete",
      storageClassName: storageClass.metadata.name,
      ...(storageClass.mountOptions && { mountOptions: storageClass.mountOptions }),
      claimRef: { apiVersion: "v1", kind: "PersistentVolumeClaim", namespace, name, uid },
      csi: {
        driver: provisioner,
        volumeHandle: driver.handle(id, storageClass.parameters ?? {}),
        ...(driver.fsType && claim.spec.volumeMode !== "Block" && { fsType: driver.fsType }),
      },
      ...(zone && {
        nodeAffinity: {
          required: {
            nodeSelectorTerms: [
              {
                matchExpressions: [
                  { key: "topology.kubernetes.io/zone", operator: "In", values: [zone] },
                ],
              },
            ],
          },
        },
      }),
    },
  };
}

async function zoneOf(cluster: Cluster, node: string): Promise<string | undefined> {
  const { metadata } = await cluster.request<{ metadata: { labels?: Record<string, string> } }>(
    "GET",
    `/api/v1/nodes/${node}`,
  );
  return metadata.labels?.["topology.kubernetes.io/zone"];
}
