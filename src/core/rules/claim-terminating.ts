import { page } from "../../knowledge/citation.ts";
import type { Claim } from "../model/claim.ts";
import type { Consumer } from "../model/consumer.ts";
import { isBound, type Storage } from "../model/storage.ts";
import { CLAIM_KINDS } from "../model/storage-kind.ts";
import { command, upperFirst } from "../model/text.ts";
import type { JoinedInventory } from "../sharing/joined-inventory.ts";
import type { Cause, Fix } from "./cause.ts";
import { deletePods, kubectl, LINE_OF_PODS, whoMounts } from "./command.ts";
import { claimEvidence, consumersEvidence, schedulersEvidence } from "./evidence.ts";
import { need, type Rule } from "./rule.ts";
import { listConsumers, listPods, nameStorage } from "./wording.ts";

/**
 * The protection controller lets a claim go when no pod *with a node* names it any more. It asks
 * for pod objects, not for running pods: a finished one holds the claim as well.
 */
export const claimTerminating: Rule = {
  id: "claim-terminating",
  summary: "a claim is being deleted, but pods hold it",
  kinds: CLAIM_KINDS,
  needs: [need("pods"), need("persistentvolumeclaims")],
  tellsCauses: true,
  citation: page(
    "kubernetes/kubernetes pkg/controller/volume/pvcprotection/pvc_protection_controller.go",
    "https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/controller/volume/pvcprotection/pvc_protection_controller.go",
  ),
  *check(storage, joined) {
    if (!storage.claim?.terminating) return;
    const holders = (storage.consumers ?? []).filter(
      ({ node, state }) => node !== null && state !== "planned",
    );
    const subject = `${nameStorage(storage)} is being deleted`;
    if (holders.length === 0) {
      yield {
        severity: "info",
        message: `${subject}; no pod holds it, so a finalizer does.`,
        hint: kubectl(
          storage.namespace ?? "",
          ...["get", "pvc", storage.name, "-o", "jsonpath={.metadata.finalizers}"],
        ),
        ...explainWith(storage, holders, joined),
      };
    } else if (holders.every((consumer) => consumer.state === "finished")) {
      yield {
        severity: "warning",
        message: `${subject}; only finished pods still hold it: ${listConsumers(holders)}.`,
        hint: describeRemoval(storage, holders),
        ...explainWith(storage, holders, joined),
      };
    } else {
      yield {
        severity: "warning",
        message: `${subject} and goes when the last pod that holds it is gone: ${listConsumers(holders)}. New pods cannot use it.`,
        hint: null,
        ...explainWith(storage, holders, joined),
      };
    }
  },
};

/** The claim goes with the last of them, and with its reclaim policy the data may. */
function describeRemoval(storage: Storage, holders: readonly Consumer[]): string {
  if (holders.length > LINE_OF_PODS) return whoMounts(storage);
  return `Read their logs first, then let the claim go with them: \`${deletePods(holders)}\``;
}

/** It keeps pods that have no node yet: the scheduler gives them none. */
function explainWith(
  storage: Storage,
  holders: readonly Consumer[],
  joined: JoinedInventory,
): { cause?: Cause } {
  const { claim } = storage;
  const keeps = (storage.consumers ?? []).filter(({ state }) => state === "unscheduled");
  if (claim === null || keeps.length === 0) return {};
  const who = keeps.length === 1 ? "the pod waits" : "the pods wait";
  return {
    cause: {
      keeps,
      evidence: [
        ...claimEvidence(claim, "metadata.deletionTimestamp"),
        ...schedulersEvidence(keeps.slice(0, 1), joined),
        ...consumersEvidence(holders, joined),
      ],
      outlook: {
        endsByItself: false,
        text: `A deletion is not taken back: the claim goes when nobody holds it any more, and ${who} until there is a new one of its name.`,
      },
      fixes: [replaceClaim(storage, claim, holders, [...holders, ...keeps], joined)],
    },
  };
}

/**
 * The way to a new claim with the old data, in the one order in which nothing of it is lost: the
 * volume is kept before the claim can go, and it goes back to a claim of this name only.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/controller/volume/persistentvolume/pv_controller.go
 *   a volume whose claimRef has no uid is kept for the claim of that name
 */
function replaceClaim(
  storage: Storage,
  claim: Claim,
  holders: readonly Consumer[],
  users: readonly Consumer[],
  joined: JoinedInventory,
): Fix {
  const { namespace, name, volumeName } = claim;
  const goneLine = kubectl(namespace, "wait", "--for=delete", `pvc/${name}`, "--timeout=10m");
  const ending = endHolders(storage, claim, holders);
  const bare = holders.filter(({ workload }) => workload === null);
  const lost =
    bare.length === 0
      ? []
      : [`${upperFirst(listPods(bare))}: nobody makes ${bare.length === 1 ? "it" : "them"} again.`];
  const maker = findMaker(storage, users, joined);
  if (!isBound(storage) || volumeName === null || maker !== null) {
    return {
      text:
        maker === null
          ? "Let the last holders end, and apply the claim's manifest again: it has no volume yet."
          : `Keep the volume before anything else. ${maker} makes an empty claim of this name itself, as soon as the old one is gone: to have the data back, that must not happen before a claim that names the volume is there.`,
      commands: [...(maker === null || volumeName === null ? ending : [keepVolume(volumeName)])],
      loses: maker === null ? lost.join(" ") || null : null,
    };
  }
  const manifest = writeClaim(storage, claim);
  return {
    text: `In this order: keep the volume, let ${holders.length === 0 ? "the claim go" : "the last holders end"}, free the volume for a claim of the same name, and make that claim.${manifest === null ? " The claim's manifest, with spec.volumeName, is the last of it." : ""}`,
    commands: [
      keepVolume(volumeName),
      ...ending,
      goneLine,
      command(
        "kubectl",
        "patch",
        "pv",
        volumeName,
        "--type=json",
        "-p",
        '[{"op":"remove","path":"/spec/claimRef/uid"}]',
      ),
      ...(manifest === null
        ? []
        : [`${command("echo", JSON.stringify(manifest))} | kubectl create -f -`]),
    ],
    loses: [
      ...lost,
      "Nobody has the data meanwhile; labels and annotations of the claim are not made again, and the volume keeps the reclaim policy Retain.",
    ].join(" "),
  };
}

function keepVolume(volumeName: string): string {
  const patch = '{"spec":{"persistentVolumeReclaimPolicy":"Retain"}}';
  return command("kubectl", "patch", "pv", volumeName, "-p", patch);
}

function endHolders(storage: Storage, claim: Claim, holders: readonly Consumer[]): string[] {
  if (holders.length === 0) {
    const { namespace, name } = claim;
    return [kubectl(namespace, "get", "pvc", name, "-o", "jsonpath={.metadata.finalizers}")];
  }
  return [holders.length > LINE_OF_PODS ? whoMounts(storage) : deletePods(holders)];
}

/** Who makes the claim itself: a pod's ephemeral volume, or a StatefulSet's template. */
function findMaker(
  { kind, name }: Storage,
  users: readonly Consumer[],
  joined: JoinedInventory,
): string | null {
  if (kind !== "PersistentVolumeClaim") return "The pod of the ephemeral volume";
  const set = users.find(({ namespace, workload }) => {
    if (workload?.kind !== "StatefulSet") return false;
    const templates = joined.workloadOf(namespace, workload)?.claimTemplates;
    return templates?.some((it) => name.startsWith(`${it.name}-${workload.name}-`)) ?? true;
  });
  return set?.workload ? `StatefulSet ${set.workload.name}` : null;
}

/** The same claim for the same volume. null: what it asks for was not read. */
function writeClaim({ volume }: Storage, claim: Claim): object | null {
  const { namespace, name, requestedModes, volumeMode, volumeName } = claim;
  const storage = claim.requested ?? claim.capacity ?? volume?.capacity ?? null;
  if (storage === null) return null;
  return {
    apiVersion: "v1",
    kind: "PersistentVolumeClaim",
    metadata: { namespace, name },
    spec: {
      accessModes: requestedModes,
      resources: { requests: { storage } },
      storageClassName: claim.storageClass ?? volume?.storageClass ?? "",
      volumeMode,
      volumeName,
    },
  };
}
