import type { Event, List, Pod } from "../kubernetes-objects.ts";
import { playAttacher } from "../play-attacher.ts";
import { playKubelets, removePod } from "../play-kubelet.ts";
import { createNode } from "../play-nodes.ts";
import { createBoundClaim, createDriver, createNamespace } from "../play-storage.ts";
import type { Cluster } from "../start-cluster.ts";
import { waitFor } from "../wait-for.ts";

/** The names in the story, and what the attach-detach controller said. */
export interface LostNodeStory {
  namespace: string;
  claim: string;
  waitingPod: string;
  message: string;
}

/**
 * Tells of a node that goes silent: its pod was removed by force, but it never said that it let go
 * of the disk, so the pod's successor on another node waits. That makes the attach-detach
 * controller use its other Multi-Attach sentence, the one that names no pod. The cluster must not
 * have players at work: here, one kubelet is dead.
 */
export async function lostNodeStory(cluster: Cluster): Promise<LostNodeStory> {
  const driver = "ebs.csi.aws.com";
  const namespace = "warehouse";
  const claim = "stock";
  const dead = new Set<string>();
  const players = [
    playAttacher(cluster, [driver]),
    playKubelets(cluster, (node) => !dead.has(node)),
  ];
  const path = `/api/v1/namespaces/${namespace}/pods`;
  const createPod = (name: string, node: string) =>
    cluster.request("POST", path, {
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name },
      spec: {
        nodeName: node,
        containers: [
          {
            name: "stock",
            image: "registry.example.com/shop/stock:1.0.0",
            volumeMounts: [{ name: "data", mountPath: "/data" }],
          },
        ],
        volumes: [{ name: "data", persistentVolumeClaim: { claimName: claim } }],
      },
    });
  try {
    await createDriver(cluster, driver, { attachRequired: true });
    await createNode(cluster, "node-lost", { drivers: { [driver]: {} } });
    await createNode(cluster, "node-left", { drivers: { [driver]: {} } });
    await createNamespace(cluster, namespace);
    await createBoundClaim(cluster, {
      namespace,
      name: claim,
      source: { csi: { driver, volumeHandle: "vol-0d41c8a2be97f6035" } },
    });
    await createPod("stock-1", "node-lost");
    const lost = await waitFor("the first pod to run", async () => {
      const pod = await cluster.request<Pod>("GET", `${path}/stock-1`);
      return pod.status.phase === "Running" && pod;
    });
    dead.add("node-lost");
    await removePod(cluster, lost);
    await createPod("stock-2", "node-left");
    const message = await waitFor("the Multi-Attach event", async () => {
      const events = await cluster.request<List<Event>>(
        "GET",
        `/api/v1/namespaces/${namespace}/events`,
      );
      return events.items.find(({ reason }) => reason === "FailedAttachVolume")?.message;
    });
    return { namespace, claim, waitingPod: "stock-2", message };
  } finally {
    await Promise.all(players.map((player) => player.stop()));
  }
}
