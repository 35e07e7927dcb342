import { join } from "node:path";
import { parseBytes } from "../../../src/core/model/quantity.ts";
import { playAttacher } from "../../bed/play-attacher.ts";
import { type PlayedDriver, playProvisioner } from "../../bed/play-provisioner.ts";
import { createDriver, createStorageClass } from "../../bed/play-storage.ts";
import type { Cluster } from "../../bed/start-cluster.ts";
import { waitFor } from "../../bed/wait-for.ts";
import { startHostDriver } from "./csi/host-driver.ts";
import { createStorageBox, type StoredVolume } from "./csi/storage-box.ts";
import type { TestNode } from "./start-node.ts";

/** A disk that is attached to one node at a time, and two file systems for all nodes. */
const DRIVERS: Readonly<Record<string, PlayedDriver & { attached: boolean }>> = {
  "ebs.csi.aws.com": { handle: (id) => `vol-0${id}`, fsType: "ext4", attached: true },
  "nfs.csi.k8s.io": {
    handle: (id, { server, share = "" }) => `${server}#${share.slice(1)}#pvc-${id}##`,
    attached: false,
  },
  "efs.csi.aws.com": {
    handle: (id, { fileSystemId }) => `${fileSystemId}::fsap-0${id}`,
    attached: false,
  },
};

/** Whose group the shares are that were exported before there was a cluster. */
const EXPORTED_TO = 10_001;

/**
 * Storage for claims: a driver of each kind on every node, what makes and attaches volumes beside
 * them, and a class for disks, `gp3`. What is behind the drivers is a folder of this machine; all
 * that Kubernetes and the kubelets do is real.
 */
export async function openStorage(
  cluster: Cluster,
  nodes: readonly TestNode[],
  folder: string,
): Promise<void> {
  const names = Object.keys(DRIVERS);
  const attached = names.filter((name) => DRIVERS[name]?.attached);
  const box = createStorageBox(join(folder, "storage"), (handle) => findVolume(cluster, handle));
  await Promise.all([
    ...names.map((name) =>
      createDriver(cluster, name, { attachRequired: attached.includes(name) }),
    ),
    createStorageClass(cluster, "gp3", {
      provisioner: "ebs.csi.aws.com",
      waitForFirstConsumer: true,
      parameters: { type: "gp3" },
    }),
    ...nodes.flatMap(({ name: node, kubeletFolder }) =>
      names.map((name) => startHostDriver({ name, node, kubeletFolder, box })),
    ),
  ]);
  playProvisioner(cluster, DRIVERS);
  playAttacher(cluster, attached);
  await Promise.all(
    nodes.map(({ name: node }) =>
      waitFor(`the drivers of ${node}`, async () => {
        const { spec } = await cluster.request<{ spec: { drivers: { name: string }[] } }>(
          "GET",
          `/apis/storage.k8s.io/v1/csinodes/${node}`,
        );
        return spec.drivers.length === names.length;
      }),
    ),
  );
}

interface Volume {
  spec: {
    capacity: { storage: string };
    storageClassName?: string;
    csi?: { volumeHandle: string; volumeAttributes?: Record<string, string> };
  };
}

/**
 * As large as it is declared, as a backend with quotas would make it. A share that volumes name is
 * there before them, for a group; what a class makes is root's, and the class may open it to all.
 */
async function findVolume(cluster: Cluster, handle: string): Promise<StoredVolume> {
  const { items } = await cluster.request<{ items: Volume[] }>("GET", "/api/v1/persistentvolumes");
  const volume = items.find(({ spec }) => spec.csi?.volumeHandle === handle);
  const size = volume && parseBytes(volume.spec.capacity.storage);
  if (!volume || !size) throw new Error(`no volume has the handle ${handle}`);
  const { csi, storageClassName } = volume.spec;
  const { server, share } = csi?.volumeAttributes ?? {};
  if (share !== undefined) {
    return { place: `${server}:${share}`, size, mode: 0o2775, group: EXPORTED_TO };
  }
  const permissions = storageClassName && (await findPermissions(cluster, storageClassName));
  return { place: handle, size, mode: Number.parseInt(permissions || "0755", 8), group: 0 };
}

async function findPermissions(cluster: Cluster, name: string): Promise<string | undefined> {
  const path = `/apis/storage.k8s.io/v1/storageclasses/${name}`;
  const { parameters } = await cluster.request<{ parameters?: Record<string, string> }>(
    "GET",
    path,
  );
  return parameters?.mountPermissions;
}
