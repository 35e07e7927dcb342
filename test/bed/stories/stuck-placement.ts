import { setSchedulable } from "../play-nodes.ts";
import { createBoundClaim, createNamespace } from "../play-storage.ts";
import { runKubectl } from "../run-kubectl.ts";
import {
  apply,
  createClaim,
  createPod,
  type Stage,
  untilEvent,
  untilRefused,
  untilRunning,
} from "./stuck-stage.ts";

// Stories of pods that the scheduler does not place. In each the claim is `data`, if it is there at
// all, and the pod is `orders-2`, unless a story says otherwise.

/** A ReadWriteOncePod claim that `orders-1` has. Resolves to the scheduler's words, as all of these. */
export async function heldByOnePod(stage: Stage, namespace: string): Promise<string> {
  await createNamespace(stage.cluster, namespace);
  const accessMode = "ReadWriteOncePod";
  await createClaim(stage, namespace, "data", { className: "gp3", accessMode });
  await createPod(stage, namespace, "orders-1", { claim: "data", node: "node-a" });
  await untilRunning(stage, namespace, "orders-1");
  return refuse(stage, namespace, {});
}

/** The volume is in eu-central-1b, and the pod wants to go to eu-central-1a. */
export async function volumeInOtherZone(stage: Stage, namespace: string): Promise<string> {
  await pinnedClaim(stage, namespace, "eu-central-1b");
  return refuse(stage, namespace, { zone: "eu-central-1a" });
}

/** The volume is in eu-central-1c, whose only node, node-d, takes no pods. */
export async function zoneCordoned(stage: Stage, namespace: string): Promise<string> {
  await pinnedClaim(stage, namespace, "eu-central-1c");
  await setSchedulable(stage.cluster, "node-d", false);
  return refuse(stage, namespace, {});
}

/** The class binds at once, and nobody answers for its provisioner. */
export async function provisionerSilent(stage: Stage, namespace: string): Promise<string> {
  await createNamespace(stage.cluster, namespace);
  await createClaim(stage, namespace, "data", { className: "azure-disk" });
  await untilEvent(stage, namespace, "data", "ExternalProvisioning");
  return refuse(stage, namespace, {});
}

/** The claim names no class, and none is the default. */
export async function noClass(stage: Stage, namespace: string): Promise<string> {
  await createNamespace(stage.cluster, namespace);
  await createClaim(stage, namespace, "data");
  await untilEvent(stage, namespace, "data", "FailedBinding");
  return refuse(stage, namespace, {});
}

/** The claim waits for its first pod, which no node has room for. */
export async function tooLargeForAnyNode(stage: Stage, namespace: string): Promise<string> {
  await createNamespace(stage.cluster, namespace);
  await createClaim(stage, namespace, "data", { className: "gp3" });
  return refuse(stage, namespace, { cpu: "100" });
}

/** The pod names a claim that nobody made. */
export async function claimNotThere(stage: Stage, namespace: string): Promise<string> {
  await createNamespace(stage.cluster, namespace);
  return refuse(stage, namespace, {});
}

/** The pod `encoder` has a generic ephemeral volume, and quota `none` allows no claim. */
export async function quotaUsedUp(stage: Stage, namespace: string): Promise<string> {
  await createNamespace(stage.cluster, namespace);
  const inNamespace = (...args: string[]) => runKubectl(stage.cluster, ["-n", namespace, ...args]);
  await inNamespace("create", "quota", "none", "--hard=persistentvolumeclaims=0");
  const counted = "--for=jsonpath={.status.used.persistentvolumeclaims}";
  await inNamespace("wait", counted, "quota/none", "--timeout=60s");
  await apply(stage, namespace, "scratch.yaml");
  await untilEvent(stage, namespace, "encoder", "FailedBinding");
  return untilRefused(stage, namespace, "encoder");
}

async function pinnedClaim(stage: Stage, namespace: string, zone: string): Promise<void> {
  await createNamespace(stage.cluster, namespace);
  await createBoundClaim(stage.cluster, {
    namespace,
    name: "data",
    source: { csi: { driver: "ebs.csi.aws.com", volumeHandle: `vol-0${namespace}` } },
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
  });
}

async function refuse(
  stage: Stage,
  namespace: string,
  options: { zone?: string; cpu?: string },
): Promise<string> {
  await createPod(stage, namespace, "orders-2", { claim: "data", ...options });
  return untilRefused(stage, namespace, "orders-2");
}

/** A bare pod has the claim that somebody deletes; another one wants it. */
export async function claimBeingDeleted(stage: Stage, namespace: string): Promise<string> {
  await createNamespace(stage.cluster, namespace);
  await createClaim(stage, namespace, "data", { className: "gp3" });
  await createPod(stage, namespace, "orders-1", { claim: "data", node: "node-a" });
  await untilRunning(stage, namespace, "orders-1");
  await runKubectl(stage.cluster, ["-n", namespace, "delete", "pvc/data", "--wait=false"]);
  return refuse(stage, namespace, {});
}
