import { join } from "node:path";
import type { Claim, Event, List, Pod } from "../kubernetes-objects.ts";
import { playAttacher } from "../play-attacher.ts";
import { playKubelets } from "../play-kubelet.ts";
import type { Player } from "../play-loop.ts";
import { createNode, setSchedulable } from "../play-nodes.ts";
import { awsDrivers, playProvisioner } from "../play-provisioner.ts";
import { createNamespace } from "../play-storage.ts";
import { runKubectl } from "../run-kubectl.ts";
import type { Cluster } from "../start-cluster.ts";
import { waitFor } from "../wait-for.ts";

const nodes = ["node-a", "node-b", "node-c"] as const;

/** The names in the story that are only known once it has been told. */
export interface ShopStory {
  /** The volume behind `shop/db-data`. */
  databaseVolume: string;
  /** The database's old pod, which runs on `node-a`. */
  databasePod: string;
  /** Its new pod, which waits on `node-b` for the disk that the old one has. */
  waitingDatabasePod: string;
  /** Whoever plays kubelets and drivers goes on until then, or until the cluster ends. */
  stopPlaying(): Promise<void>;
}

/**
 * Tells the story of a shop on a fresh cluster: namespaces `shop`, `analytics` and `examples` on
 * three nodes. The manifests are applied with kubectl, the real controllers do their part, and
 * players do what machines and drivers would. Resolves when everything is in place; a few seconds.
 */
export async function shopStory(cluster: Cluster): Promise<ShopStory> {
  const players: Player[] = [
    playProvisioner(cluster, awsDrivers),
    playAttacher(cluster, ["ebs.csi.aws.com"]),
    playKubelets(cluster),
  ];
  try {
    await Promise.all([
      apply(cluster, "shop/storage.yaml"),
      ...nodes.map((name) =>
        createNode(cluster, name, {
          drivers: {
            "ebs.csi.aws.com": { limit: 25, topologyKeys: ["topology.kubernetes.io/zone"] },
            "efs.csi.aws.com": {},
          },
        }),
      ),
      ...["shop", "analytics", "examples"].map((name) => createNamespace(cluster, name)),
    ]);
    const database = await rolloutThatHangs(cluster);
    await Promise.all([
      media(cluster),
      apply(cluster, "shop/checkout.yaml"),
      apply(cluster, "shop/catalog.yaml"),
      apply(cluster, "shop/search.yaml"),
      apply(cluster, "shop/logs.yaml"),
      claims(cluster),
      examples(cluster),
    ]);
    await settled(cluster, database.waitingDatabasePod);
    return { ...database, stopPlaying };
  } catch (error) {
    await stopPlaying();
    throw error;
  }

  async function stopPlaying(): Promise<void> {
    await Promise.all(players.map((player) => player.stop()));
  }
}

/** The database on node-a, and a new version of it on node-b that cannot have the disk. */
async function rolloutThatHangs(cluster: Cluster) {
  await schedulableOnly(cluster, ["node-a"]);
  await apply(cluster, "shop/database.yaml");
  await runKubectl(cluster, ["-n", "shop", "rollout", "status", "deployment/db", "--timeout=60s"]);
  const [old] = await podsOf(cluster, "db");
  await schedulableOnly(cluster, ["node-b"]);
  await runKubectl(cluster, [
    "-n",
    "shop",
    "set",
    "image",
    "deployment/db",
    "postgres=postgres:18.1",
  ]);
  const waiting = await waitFor("the Multi-Attach event", async () => {
    const { items } = await cluster.request<List<Event>>("GET", "/api/v1/namespaces/shop/events");
    return items.find(({ reason }) => reason === "FailedAttachVolume")?.involvedObject.name;
  });
  await schedulableOnly(cluster, nodes);
  const claim = await claimOf(cluster, "db-data");
  return {
    databaseVolume: claim.spec.volumeName ?? "",
    databasePod: old?.metadata.name ?? "",
    waitingDatabasePod: waiting,
  };
}

async function media(cluster: Cluster): Promise<void> {
  await apply(cluster, "shop/media.yaml");
  const job = ["create", "job", "thumbnails-manual", "--from=cronjob/thumbnails"];
  await runKubectl(cluster, ["-n", "shop", ...job]);
}

async function claims(cluster: Cluster): Promise<void> {
  await apply(cluster, "shop/claims.yaml");
  const done = ["wait", "--for=condition=complete", "job/price-import", "--timeout=60s"];
  await runKubectl(cluster, ["-n", "shop", ...done]);
  await runKubectl(cluster, ["-n", "shop", "delete", "pvc/price-import", "--wait=false"]);
}

/** The manifests of the texts that this project began with, word for word. */
async function examples(cluster: Cluster): Promise<void> {
  // The volume for the claim before the claim: their class has no parameters to make one with.
  await apply(cluster, "examples/efs-storage-class.yaml");
  await apply(cluster, "examples/around.yaml");
  await apply(cluster, "examples/shared-data-claim.yaml", "--namespace=examples");
  await apply(cluster, "examples", "--namespace=examples");
}

/** Waits until nothing more happens by itself. */
async function settled(cluster: Cluster, waitingDatabasePod: string): Promise<void> {
  for (const workload of [
    "shop/deployment/web",
    "shop/deployment/checkout",
    "shop/deployment/catalog",
    "shop/deployment/audit",
    "shop/daemonset/log-agent",
    "shop/statefulset/search",
    "analytics/deployment/recommendations",
  ]) {
    const [namespace = "", ...name] = workload.split("/");
    const args = ["-n", namespace, "rollout", "status", name.join("/"), "--timeout=60s"];
    await runKubectl(cluster, args);
  }
  await runKubectl(cluster, ["-n", "shop", "wait", "--for=condition=complete", "job", "--all"]);
  await waitFor("the pods of the story to run, but for two", async () => {
    const { items } = await cluster.request<List<Pod>>("GET", "/api/v1/pods");
    const pending = items.filter(({ status }) => status.phase === "Pending");
    const database = pending.find(({ metadata }) => metadata.name === waitingDatabasePod);
    const ledger = pending.find(({ metadata }) => metadata.labels?.app === "ledger");
    const refused = ledger?.status.conditions?.some(({ reason }) => reason === "Unschedulable");
    return pending.length === 2 && database?.status.containerStatuses !== undefined && refused;
  });
  await waitFor("the claims of the story", async () => {
    const unused = await claimOf(cluster, "old-uploads");
    const deleted = await claimOf(cluster, "price-import");
    return unused.status.phase === "Bound" && deleted.metadata.deletionTimestamp !== undefined;
  });
}

async function apply(cluster: Cluster, path: string, ...flags: string[]): Promise<void> {
  const target = join(import.meta.dirname, path);
  // By the server, so that the objects carry no copy of themselves in an annotation.
  await runKubectl(cluster, ["apply", "--server-side", "-f", target, ...flags]);
}

async function schedulableOnly(cluster: Cluster, wanted: readonly string[]): Promise<void> {
  await Promise.all(nodes.map((name) => setSchedulable(cluster, name, wanted.includes(name))));
}

async function podsOf(cluster: Cluster, app: string): Promise<Pod[]> {
  const path = `/api/v1/namespaces/shop/pods?labelSelector=app%3D${app}`;
  return (await cluster.request<List<Pod>>("GET", path)).items;
}

function claimOf(cluster: Cluster, name: string): Promise<Claim> {
  return cluster.request("GET", `/api/v1/namespaces/shop/persistentvolumeclaims/${name}`);
}
