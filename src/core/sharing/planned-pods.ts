import type { Claim } from "../model/claim.ts";
import type { Gap, Inventory } from "../model/inventory.ts";
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
 * Replicas of one StatefulSet that are told one by one: a number in a manifest costs nothing, a
 * million claims in memory do.
 */
export const MAX_PLANNED = 1000;

/** The ordinals that a workload counts its pods by, as far as they are told; none: it wants none. */
export function listOrdinals({ firstOrdinal, replicas }: Workload): number[] {
  const length = Math.min(Math.max(replicas ?? 0, 0), MAX_PLANNED);
  return Array.from({ length }, (_, index) => firstOrdinal + index);
}

/** What is left out because there would be too much of it. */
export function findUnplanned(inventory: Inventory): Gap[] {
  return findToPlan(inventory)
    .filter(({ claimTemplates, replicas }) => claimTemplates.length > 0 && isTooMany(replicas))
    .map(({ namespace, name, replicas }) => ({
      resource: "statefulsets",
      namespace,
      reason: "TooManyReplicas",
      effect: `of the ${replicas} pods of StatefulSet ${name} and their claims only the first ${MAX_PLANNED} are known`,
    }));
}

function isTooMany(replicas: number | null): boolean {
  return replicas !== null && replicas > MAX_PLANNED;
}

/**
 * Pods to be: one for each template whose pods are not there yet, so that manifests can be asked
 * before they are applied. A StatefulSet's claim templates add one for each replica, which has
 * nothing but the claims of its own: what its pods have in common is the template's.
 */
export function findPlannedPods(inventory: Inventory): PlannedPod[] {
  return findToPlan(inventory).flatMap(planPods);
}

/** Workloads whose pods are not there yet. */
function findToPlan(inventory: Inventory): Workload[] {
  const known = new Set(inventory.workloads.map(keyOfWorkload));
  const present = findPresentWorkloads(inventory);
  return inventory.workloads
    .filter((workload) => !isManaged(workload, known))
    .filter((workload) => !present.has(keyOfWorkload(workload)));
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
  const { name, replicas, template, claimTemplates } = workload;
  // A claim template wins over a pod volume of the same name, as in the StatefulSet controller.
  const templated = new Set(claimTemplates.map((claimTemplate) => claimTemplate.name));
  const common = template.volumes.filter((volume) => !templated.has(volume.name));
  const own = (templated.size === 0 ? [] : listOrdinals(workload)).map((ordinal) => {
    const podName = `${name}-${ordinal}`;
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
