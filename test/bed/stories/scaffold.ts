import { join } from "node:path";
import { playAttacher } from "../play-attacher.ts";
import { playKubelets } from "../play-kubelet.ts";
import { createNode } from "../play-nodes.ts";
import { awsDrivers, type PlayedDriver, playProvisioner } from "../play-provisioner.ts";
import { createDriver, createNamespace } from "../play-storage.ts";
import { runKubectl } from "../run-kubectl.ts";
import type { Cluster } from "../start-cluster.ts";
import { waitFor } from "../wait-for.ts";

/** A cluster in which what is scaffolded can be made: three nodes, classes, and drivers at work. */
export interface BuildingSite {
  stopPlaying(): Promise<void>;
}

/** Drivers beside those of AWS; the handles are of the form that each really gives. */
const drivers: Readonly<Record<string, PlayedDriver>> = {
  ...awsDrivers,
  "pd.csi.storage.gke.io": {
    handle: (id) => `projects/shop/zones/eu-central-1a/disks/pvc-${id}`,
    fsType: "ext4",
  },
  "filestore.csi.storage.gke.io": {
    handle: (id) => `modeInstance/europe-west3/pvc-${id}/vol1`,
  },
  "file.csi.azure.com": { handle: (id) => `shop#shopfiles#pvc-${id}###media` },
  "nfs.csi.k8s.io": {
    handle: (id, { server, share = "" }) => `${server}#${share.slice(1)}#pvc-${id}##`,
  },
  "cephfs.csi.ceph.com": {
    handle: (id, { clusterID }) => `0001-0024-${clusterID}-0000000000000001-${id}`,
  },
  "driver.longhorn.io": { handle: (id) => `pvc-${id}`, fsType: "ext4" },
};

const attaching = ["ebs.csi.aws.com", "pd.csi.storage.gke.io", "driver.longhorn.io"];

/** Nodes, drivers, classes and players; namespaces are made one by one. */
export async function openBuildingSite(cluster: Cluster): Promise<BuildingSite> {
  const names = Object.keys(drivers);
  await Promise.all([
    ...names.map((name) =>
      createDriver(cluster, name, { attachRequired: attaching.includes(name) }),
    ),
    ...["node-a", "node-b", "node-c"].map((node) =>
      createNode(cluster, node, {
        drivers: Object.fromEntries(names.map((name) => [name, { topologyKeys: [ZONE] }])),
      }),
    ),
    installSnapshots(cluster),
    runKubectl(cluster, ["apply", "--server-side", "-f", manifest("classes.yaml")]),
  ]);
  const players = [
    playProvisioner(cluster, drivers),
    playAttacher(cluster, attaching),
    playKubelets(cluster),
  ];
  return {
    async stopPlaying() {
      await Promise.all(players.map((player) => player.stop()));
    },
  };
}

const ZONE = "topology.kubernetes.io/zone";

/** Teaches the server what a VolumeSnapshot is, and waits until it knows. */
export async function installSnapshots(cluster: Cluster): Promise<void> {
  await runKubectl(cluster, ["apply", "--server-side", "-f", manifest("snapshots.yaml")]);
  await waitFor("VolumeSnapshots to be served", () =>
    cluster.request("GET", "/apis/snapshot.storage.k8s.io/v1/volumesnapshots"),
  );
}

/** A namespace that lets in what the `restricted` Pod Security Standard allows and nothing else. */
export async function createRestrictedNamespace(cluster: Cluster, name: string): Promise<void> {
  await createNamespace(cluster, name);
  await restrict(cluster, name);
}

/** The same of a namespace that is there. */
export async function restrict(cluster: Cluster, name: string): Promise<void> {
  const labels = Object.fromEntries(
    ["enforce", "warn"].map((mode) => [`pod-security.kubernetes.io/${mode}`, "restricted"]),
  );
  await cluster.request("PATCH", `/api/v1/namespaces/${name}`, { metadata: { labels } });
}

function manifest(file: string): string {
  return join(import.meta.dirname, "scaffold", file);
}
