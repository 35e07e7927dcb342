import type { List, Pod } from "../kubernetes-objects.ts";
import { removePod } from "../play-kubelet.ts";
import { createNamespace } from "../play-storage.ts";
import { runKubectl } from "../run-kubectl.ts";
import { waitFor } from "../wait-for.ts";
import {
  apply,
  createClaim,
  createPod,
  type Stage,
  untilEvent,
  untilRunning,
} from "./stuck-stage.ts";

// Stories of volumes that are attached to another node. In each the claim is `data`, the pod
// `orders-1` has it, and what waits for it is `orders-2` unless a story says otherwise.

/** A bare pod has the disk on node-a, another one wants it on node-b. */
export async function heldByPod(stage: Stage, namespace: string): Promise<void> {
  await hold(stage, namespace, "node-a");
  await wantElsewhere(stage, namespace);
}

/** A bare pod has the disk on node-a, a Deployment wants it on node-b. Resolves to its pod. */
export async function heldFromWorkload(stage: Stage, namespace: string): Promise<string> {
  await hold(stage, namespace, "node-a");
  await apply(stage, namespace, "report.yaml");
  await untilEvent(stage, namespace, "report-", "FailedAttachVolume");
  return (await podNames(stage, namespace)).find((name) => name.startsWith("report-")) ?? "";
}

/** A rollout of Deployment `db` whose new pod waits for the old one's disk. */
export async function rolloutThatHangs(
  stage: Stage,
  namespace: string,
): Promise<{ oldPod: string; newPod: string }> {
  await createNamespace(stage.cluster, namespace);
  await createClaim(stage, namespace, "data", { className: "gp3" });
  await apply(stage, namespace, "rollout.yaml");
  const oldPod = await waitFor("the old pod", async () => (await podNames(stage, namespace))[0]);
  await untilRunning(stage, namespace, oldPod);
  const image = ["set", "image", "deployment/db", "postgres=postgres:18.1"];
  await runKubectl(stage.cluster, ["-n", namespace, ...image]);
  await untilEvent(stage, namespace, "db-", "FailedAttachVolume");
  const newPod = (await podNames(stage, namespace)).find((name) => name !== oldPod) ?? "";
  return { oldPod, newPod };
}

/** The holder was told to stop, has ten minutes to do so and takes its time on a node that is well. */
export async function holderThatStops(stage: Stage, namespace: string): Promise<void> {
  // By its name, because the player knows no other way to tell them apart.
  stage.keepFromStopping("slow-orders");
  await hold(stage, namespace, "node-a", "slow-orders", 600);
  await wantElsewhere(stage, namespace);
  await runKubectl(stage.cluster, ["-n", namespace, "delete", "pod/slow-orders", "--wait=false"]);
}

/**
 * The holder's node is silent, and the holder was told to stop: by the test, where the eviction of
 * pods would do so after five minutes.
 */
export async function holderOnLostNode(
  stage: Stage,
  namespace: string,
  node: string,
): Promise<void> {
  await hold(stage, namespace, node);
  await stage.loseNode(node);
  await runKubectl(stage.cluster, ["-n", namespace, "delete", "pod/orders-1", "--wait=false"]);
  await wantElsewhere(stage, namespace);
}

/** The node is silent, and somebody has deleted the holder by force. */
export async function forcedOffLostNode(
  stage: Stage,
  namespace: string,
  node: string,
): Promise<void> {
  const holder = await hold(stage, namespace, node);
  await stage.loseNode(node);
  await removePod(stage.cluster, holder);
  await wantElsewhere(stage, namespace);
}

async function hold(
  stage: Stage,
  namespace: string,
  node: string,
  name = "orders-1",
  gracePeriod = 30,
): Promise<Pod> {
  await createNamespace(stage.cluster, namespace);
  await createClaim(stage, namespace, "data", { className: "gp3" });
  await createPod(stage, namespace, name, { claim: "data", node, gracePeriod });
  const pod = await untilRunning(stage, namespace, name);
  await untilReportedInUse(stage, namespace, node);
  return pod;
}

/** Only what the node says to be in use keeps the controller from detaching it. */
async function untilReportedInUse(stage: Stage, namespace: string, node: string): Promise<void> {
  const path = `/api/v1/namespaces/${namespace}/persistentvolumeclaims/data`;
  const claim = await stage.cluster.request<{ spec: { volumeName: string } }>("GET", path);
  const volume = await stage.cluster.request<{ spec: { csi: { volumeHandle: string } } }>(
    "GET",
    `/api/v1/persistentvolumes/${claim.spec.volumeName}`,
  );
  await waitFor(`${node} to say that it uses the volume`, async () => {
    const { status } = await stage.cluster.request<{ status: { volumesInUse?: string[] } }>(
      "GET",
      `/api/v1/nodes/${node}`,
    );
    return status.volumesInUse?.some((name) => name.endsWith(volume.spec.csi.volumeHandle));
  });
}

async function wantElsewhere(stage: Stage, namespace: string): Promise<void> {
  await createPod(stage, namespace, "orders-2", { claim: "data", node: "node-b" });
  await untilEvent(stage, namespace, "orders-2", "FailedAttachVolume");
}

async function podNames({ cluster }: Stage, namespace: string): Promise<string[]> {
  const { items } = await cluster.request<List<Pod>>("GET", `/api/v1/namespaces/${namespace}/pods`);
  return items.map(({ metadata }) => metadata.name);
}
