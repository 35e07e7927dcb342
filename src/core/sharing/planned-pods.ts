import type { Claim } from "../model/claim.ts";
import type { Inventory } from "../model/inventory.ts";
import type { Metadata } from "../model/metadata.ts";
import { type ClaimTemplate, isFinished, type Pod, type PodVolume } from "../model/pod.ts";
import { controllerKey, type Workload } from "../model/workload.ts";
import { climb } from "./join-consumers.ts";

/** A pod as its template will make it. */
export interface PlannedPod {
  pod: Pod;
  /** The claims that the workload will make for it. */
  claims: Claim[];
  workload: Workload;
  /** Pods of this shape; null: one per node. */
  replicas: number | null;
}

/**
 * Pods to be: one for each template whose pods are not there yet, so that manifests can be asked
 * before they are applied. A StatefulSet's claim templates add one for each replica, which has
 * nothing but the claims of its own: what its pods have in common is the template's.
 */
export function findPlannedPods(inventory: Inventory): PlannedPod[] {
  const known = new Set(inventory.workloads.map(keyOfWorkload));
  const present = findPresentWorkloads(inventory);
  return inventory.workloads
    .filter((workload) => !isManaged(workload, known))
    .filter((workload) => !present.has(keyOfWorkload(workload)))
    .flatMap(planPods);
}

/** Workloads with a live pod; a Job counts with a finished one, since it is then done. */
function findPresentWorkloads(inventory: Inventory): Set<string> {
  const present = new Set<string>();
  for (const pod of inventory.pods) {
    if (pod.owner === null || (isFinished(pod) && pod.owner.kind !== "Job")) continue;
    present.add(controllerKey(pod.owner.kind, pod.namespace, pod.owner.name));
    if (isFinished(pod)) continue;
    const top = climb(pod.owner, pod.namespace, inventory);
    present.add(controllerKey(top.kind, pod.namespace, top.name));
  }
  return present;
}

/** Its owner speaks for it; and an old ReplicaSet of nobody's rollout has nothing to say. */
function isManaged({ owner, namespace, replicas }: Workload, known: ReadonlySet<string>): boolean {
  if (owner === null) return false;
  return replicas === 0 || known.has(controllerKey(owner.kind, namespace, owner.name));
}

function keyOfWorkload({ kind, namespace, name }: Workload): string {
  return controllerKey(kind, namespace, name);
}

function planPods(workload: Workload): PlannedPod[] {
  const { name, replicas, template, claimTemplates, firstOrdinal } = workload;
  // A claim template wins over a pod volume of the same name, as in the StatefulSet controller.
  const templated = new Set(claimTemplates.map((claimTemplate) => claimTemplate.name));
  const common = template.volumes.filter((volume) => !templated.has(volume.name));
  const own = Array.from({ length: templated.size === 0 ? 0 : (replicas ?? 0) }, (_, index) => {
    const podName = `${name}-${firstOrdinal + index}`;
    const claims = claimTemplates.map((template) =>
      planClaim(template, `${template.name}-${podName}`, workload),
    );
    const volumes = claimTemplates.map((template) => claimVolume(template, podName));
    return { pod: planPod(workload, podName, volumes), claims, workload, replicas: 1 };
  });
  return [{ pod: planPod(workload, name, common), claims: [], workload, replicas }, ...own];
}

/** The pod volume of a claim template, which is named as the template is. */
function claimVolume(template: ClaimTemplate, pod: string): PodVolume {
  const claim = `${template.name}-${pod}`;
  return {
    name: template.name,
    source: { kind: "PersistentVolumeClaim", claim, readOnly: false },
  };
}

/** The claim that a template will make. */
export function planClaim(
  template: ClaimTemplate,
  name: string,
  { namespace }: Pick<Metadata, "namespace">,
): Claim {
  return {
    ...template,
    namespace,
    name,
    isPlanned: true,
    provisioner: null,
    uid: null,
    labels: {},
    createdAt: null,
    terminating: false,
    owner: null,
    grantedModes: null,
    capacity: null,
    phase: null,
    volumeName: null,
    selectedNode: null,
  };
}

function planPod(workload: Workload, name: string, volumes: PodVolume[]): Pod {
  return {
    namespace: workload.namespace,
    name,
    uid: null,
    labels: workload.templateLabels,
    createdAt: null,
    terminating: false,
    owner: { kind: workload.kind, name: workload.name, uid: workload.uid },
    spec: { ...workload.template, volumes },
    node: null,
    phase: null,
    progress: null,
  };
}
