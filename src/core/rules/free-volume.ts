import { isSinglePod } from "../model/access-mode.ts";
import type { Consumer, WorkloadReference } from "../model/consumer.ts";
import { isOutOfService, isReady, type Node } from "../model/node.ts";
import { effectiveModes, type Storage } from "../model/storage.ts";
import { command, count, listNames, listSome, upperFirst } from "../model/text.ts";
import { countSurge } from "../model/workload.ts";
import type { JoinedInventory } from "../sharing/joined-inventory.ts";
import type { Fix, Outlook } from "./cause.ts";
import {
  deletePods,
  isScalable,
  kubectl,
  LINE_OF_PODS,
  patchToNoSurge,
  patchToRecreate,
  pinToNode,
  scaleTo,
  typeAndName,
  waitForPods,
  waitForSuccess,
  whoMounts,
} from "./command.ts";
import { fixOutOfService } from "./fix-out-of-service.ts";
import { type Holder, haveJobInCommon, isNextGeneration, isOfJob, isOrphaned } from "./holder.ts";
import { leavesNode, readPlacement } from "./move-to-holder.ts";
import { describeRestart } from "./restart.ts";
import { listPods } from "./wording.ts";

// What makes those let go who hold a volume that somebody waits for. The volume is free when the
// last of them is gone, so that one fix is about all of them.

/** Safest first; each of them alone is enough. */
export function freeVolume(
  storage: Storage,
  holders: readonly Holder[],
  waiting: readonly Consumer[],
  outlook: Outlook,
  joined: JoinedInventory,
): Fix[] {
  const dead = holders.filter(({ node }) => node !== null && !isReady(node));
  const [first] = dead;
  if (first?.node) return fixDeadNode(storage, consumersOf(dead), first.node);
  const live = consumersOf(holders).filter(({ state }) => state !== "terminating");
  if (live.length === 0 || holders.every((it) => isOrphaned(it, joined.inventory))) {
    return fixStopping(storage, consumersOf(holders), outlook);
  }
  const daemon = waiting.find(({ workload }) => workload?.kind === "DaemonSet");
  if (daemon) return fixDaemonSet(daemon, holders, joined);
  if (live.every((it) => waiting.some((other) => isNextGeneration(other, it)))) {
    return fixRollout(storage, live, joined);
  }
  if (live.every(isOfJob)) return fixJob(storage, live, waiting);
  const own = findReplicas(live, waiting);
  return own.length > 0 && findReplicas(waiting, own).length === waiting.length
    ? [runOne(storage, own, joined)]
    : [stopAll(storage, live)];
}

function consumersOf(holders: readonly Holder[]): Consumer[] {
  return holders.map(({ consumer }) => consumer);
}

/** One line on all of them where it can be read, else the list of who they are. */
function lineOf(
  storage: Storage,
  pods: readonly Consumer[],
  write: (pods: readonly Consumer[]) => string,
): string {
  return pods.length > LINE_OF_PODS ? whoMounts(storage) : write(pods);
}

function fixStopping(
  storage: Storage,
  pods: readonly Consumer[],
  { endsByItself }: Outlook,
): Fix[] {
  const wait: Fix = {
    text: `Wait until ${listPods(pods)} ${pods.length === 1 ? "is" : "are"} gone.`,
    commands: [lineOf(storage, pods, waitForPods)],
    loses: null,
  };
  const [first] = pods;
  if (endsByItself === true || first === undefined) return [wait];
  const { namespace, pod, node } = first;
  return [
    {
      text: `Look for what keeps ${listPods(pods)}: a finalizer, or what the kubelet of ${node} says.`,
      commands: [
        kubectl(namespace, "get", "pod", `${pod}`, "-o", "jsonpath={.metadata.finalizers}"),
        kubectl(namespace, "describe", "pod", `${pod}`),
      ],
      loses: null,
    },
    wait,
  ];
}

function fixDeadNode(storage: Storage, pods: readonly Consumer[], node: Node): Fix[] {
  const names = listPods(pods);
  if (isOutOfService(node)) {
    return [
      {
        text: `Wait until ${names} ${pods.length === 1 ? "is" : "are"} gone, and take the taint away when the machine is back.`,
        commands: [lineOf(storage, pods, waitForPods)],
        loses: null,
      },
    ];
  }
  return [
    {
      text: `Bring ${node.name} back: then its kubelet stops ${names} and the volume is detached.`,
      commands: [command("kubectl", "describe", "node", node.name)],
      loses: null,
    },
    fixOutOfService(node),
    {
      text: `Delete ${names} by force; the volume is detached some six minutes later. Do that only if the machine is off.`,
      commands: [lineOf(storage, pods, (them) => deletePods(them, "--force", "--grace-period=0"))],
      loses: `What ${pods.length === 1 ? "the pod" : "the pods"} had not written out. If the machine is on, ${pods.length === 1 ? "the pod goes" : "they go"} on writing beside the new one, which destroys the data.`,
    },
  ];
}

/** The old pod must go first: then the new one has the volume. */
function fixRollout(storage: Storage, old: readonly Consumer[], joined: JoinedInventory): Fix[] {
  const [first] = old;
  const reference = first?.workload;
  if (!first || !reference) return [];
  const { namespace } = first;
  const { name } = reference;
  const { replicas = null, rollout = null } = joined.workloadOf(namespace, reference) ?? {};
  const surges = rollout === null || countSurge(rollout, 1) > 0;
  if (old.length > 1 || (replicas ?? 1) > 1) {
    return [
      {
        text: `Run one pod of Deployment ${name}${surges ? ", the old one stopped before the new one starts" : ""}: ${describeLimit(storage)}.`,
        commands: [
          ...(surges ? [patchToRecreate(namespace, name)] : []),
          scaleTo(namespace, reference, 1),
        ],
        loses: "All pods but one; nobody serves between the old pods' end and the new one's start.",
      },
    ];
  }
  return [
    {
      text: `Let Deployment ${name} stop its old pod before it starts the new one, at this rollout and every later one.`,
      commands: [patchToRecreate(namespace, name)],
      loses: "Nobody serves between the old pod's end and the new one's start.",
    },
    {
      text: "Keep the rolling update, without a pod more than wanted.",
      commands: [patchToNoSurge(namespace, name)],
      loses: "One pod is missing while its successor starts.",
    },
  ];
}

/** Time is all that it takes; who has none can have the pods of a Job one after another. */
function fixJob(storage: Storage, pods: readonly Consumer[], waiting: readonly Consumer[]): Fix[] {
  const wait: Fix = {
    text: `Wait until ${listPods(pods)} ${pods.length === 1 ? "completes" : "complete"}.`,
    commands:
      pods.length > LINE_OF_PODS ? [whoMounts(storage)] : pods.map((pod) => waitForSuccess(pod)),
    loses: null,
  };
  const jobs = new Map(pods.map((pod) => [pod.owner?.name ?? "", pod]));
  if (jobs.size > LINE_OF_PODS) return [wait];
  const isOwn = haveJobInCommon(waiting, pods);
  const names = listNames([...jobs.keys()]);
  const patch = (spec: object) =>
    [...jobs].map(([name, { namespace }]) =>
      kubectl(namespace, "patch", "job", name, "-p", JSON.stringify({ spec })),
    );
  return [
    wait,
    isOwn
      ? {
          text: `Let the pods of Job ${names} run one after another; for a Job that is made anew, pod affinity on kubernetes.io/hostname in its template keeps them on one node.`,
          commands: patch({ parallelism: 1 }),
          loses:
            "Time; pods beyond the first are deleted, those that have not started before others.",
        }
      : {
          text: `Suspend Job ${names}, and resume it later.`,
          commands: patch({ suspend: true }),
          loses: `Every pod of Job ${names} ends, with what it had done so far, unless it begins where it stopped.`,
        },
  ];
}

/** Its controller gives every node a pod, which cannot be moved and not be scaled. */
function fixDaemonSet(
  daemon: Consumer,
  holders: readonly Holder[],
  joined: JoinedInventory,
): Fix[] {
  const { namespace, workload } = daemon;
  const name = workload?.name ?? "";
  const ephemeral: Fix = {
    text: `Where each pod is to have data of its own: give the template of DaemonSet ${name} a generic ephemeral volume instead of the claim.`,
    commands: [],
    loses: "The pods begin with an empty volume each, which goes with its pod. The claim stays.",
  };
  const node = holders[0]?.node ?? null;
  const placement = readPlacement(daemon, joined);
  if (!workload || !node || !placement || !leavesNode(placement, node)) return [ephemeral];
  return [
    ephemeral,
    {
      text: `Let DaemonSet ${name} run on ${node.name} only.`,
      commands: [
        pinToNode(namespace, workload, node.labels["kubernetes.io/hostname"] ?? node.name),
      ],
      loses: `Its pods on all other nodes. ${describeRestart(namespace, workload, joined)}`,
    },
  ];
}

/** Pods of those workloads among them that can be made smaller and of which others wait. */
function findReplicas(pods: readonly Consumer[], others: readonly Consumer[]): Consumer[] {
  const names = new Set(
    others.flatMap(({ workload }) => (workload ? [typeAndName(workload)] : [])),
  );
  return pods.filter(
    ({ workload }) => workload !== null && isScalable(workload) && names.has(typeAndName(workload)),
  );
}

function describeLimit(storage: Storage): string {
  return isSinglePod(effectiveModes(storage))
    ? "such a claim is for one pod"
    : "such a claim is for the pods of one node";
}

/** Of the replicas that wait for each other one stays: nobody else has to go. */
function runOne(storage: Storage, own: readonly Consumer[], joined: JoinedInventory): Fix {
  const workloads = uniqueWorkloads(own);
  const names = listSome(workloads.map(({ workload }) => nameWorkload(workload)));
  const isOrdered = workloads.some(({ workload }) => workload.kind === "StatefulSet");
  return {
    text: `Run one pod of ${names}: ${describeLimit(storage)}.`,
    commands: [
      ...workloads
        .slice(0, LINE_OF_PODS)
        .map(({ namespace, workload }) => scaleTo(namespace, workload, 1)),
      ...deleteHigherOrdinals(own, joined),
    ],
    loses: isOrdered
      ? "All pods but the first."
      : "All pods but one; those that have not started go first.",
  };
}

/**
 * While the first pod of a StatefulSet is not ready, its controller takes no other away.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/controller/statefulset/stateful_set_control.go
 */
function deleteHigherOrdinals(own: readonly Consumer[], joined: JoinedInventory): string[] {
  const higher = own.filter(({ namespace, pod, workload }) => {
    if (workload?.kind !== "StatefulSet") return false;
    const first = joined.workloadOf(namespace, workload)?.firstOrdinal ?? 0;
    return pod !== `${workload.name}-${first}`;
  });
  return higher.length === 0 ? [] : [deletePods(higher.slice(0, LINE_OF_PODS))];
}

interface Step {
  /** Deployment web, `web-0`. */
  name: string;
  commands: string[];
  loses: string;
}

/** Only when the last of them is gone the volume is free. */
function stopAll(storage: Storage, pods: readonly Consumer[]): Fix {
  const steps = listSteps(pods);
  const [only, ...others] = steps;
  if (only === undefined || steps.length > LINE_OF_PODS) {
    return {
      text: `Stop all ${count(pods.length, "pod")} that have it: the volume is free when the last of them is gone.`,
      commands: [whoMounts(storage)],
      loses: "What they do.",
    };
  }
  if (others.length === 0) {
    const isBare = pods.every(({ workload }) => workload === null);
    const has = isBare && pods.length > 1 ? "have" : "has";
    return {
      text: `${isBare ? "Delete" : "Stop"} ${only.name}, which ${has} it now.`,
      commands: only.commands,
      loses: only.loses,
    };
  }
  return {
    text: `Stop all that have it now, ${listNames(steps.map(({ name }) => name))}: the volume is free when the last of them is gone.`,
    commands: steps.flatMap(({ commands }) => commands),
    loses: steps.map(({ loses }) => loses).join(" "),
  };
}

/** Bare pods are one step, where they can be named; else each is one too many. */
function listSteps(pods: readonly Consumer[]): Step[] {
  const bare = pods.filter(({ workload }) => workload === null);
  const jobs = new Map(pods.filter(isOfJob).map((pod) => [pod.owner?.name ?? "", pod]));
  const others = uniqueWorkloads(pods.filter((pod) => !isOfJob(pod)));
  return [
    ...(bare.length > LINE_OF_PODS
      ? bare.map((pod) => deleteStep([pod]))
      : bare.length > 0
        ? [deleteStep(bare)]
        : []),
    ...[...jobs].map(([name, { namespace }]) => ({
      name: `Job ${name}`,
      commands: [kubectl(namespace, "patch", "job", name, "-p", '{"spec":{"suspend":true}}')],
      loses: `What the pods of Job ${name} had done so far, unless they begin where they stopped.`,
    })),
    ...others.map(({ namespace, workload, node }) => stopStep(namespace, workload, node)),
  ];
}

function deleteStep(pods: readonly Consumer[]): Step {
  const names = listPods(pods);
  return {
    name: names,
    commands: [deletePods(pods)],
    loses: `${upperFirst(names)}: nobody makes ${pods.length === 1 ? "it" : "them"} again.`,
  };
}

function stopStep(namespace: string, workload: WorkloadReference, node: string | null): Step {
  const name = nameWorkload(workload);
  if (isScalable(workload)) {
    return {
      name,
      commands: [scaleTo(namespace, workload, 0)],
      loses: `${workload.name} does not serve until it is scaled up again.`,
    };
  }
  return workload.kind === "DaemonSet"
    ? {
        name: `${name} on ${node} (by a node affinity in its template that leaves ${node} out)`,
        commands: [],
        loses: `What ${workload.name} does on ${node}.`,
      }
    : { name, commands: [], loses: `What ${workload.name} does.` };
}

function nameWorkload({ kind, name }: WorkloadReference): string {
  return `${kind} ${name}`;
}

interface PlacedWorkload {
  namespace: string;
  workload: WorkloadReference;
  /** Of one of its pods. */
  node: string | null;
}

function uniqueWorkloads(pods: readonly Consumer[]): PlacedWorkload[] {
  const byName = new Map(
    pods.flatMap(({ namespace, workload, node }): [string, PlacedWorkload][] =>
      workload === null ? [] : [[typeAndName(workload), { namespace, workload, node }]],
    ),
  );
  return [...byName.values()];
}
