import { page } from "../../knowledge/citation.ts";
import { matchMessage } from "../../knowledge/match-message.ts";
import type { Claim } from "../model/claim.ts";
import { type Consumer, isToStart } from "../model/consumer.ts";
import { CLAIM_KINDS } from "../model/storage-kind.ts";
import type { JoinedInventory } from "../sharing/joined-inventory.ts";
import type { Cause } from "./cause.ts";
import { claimEvidence, eventEvidence, nameObject } from "./evidence.ts";
import { need, type Rule } from "./rule.ts";
import { listConsumers, nameStorage } from "./wording.ts";

/** The kubelet refuses it on the node, long after everything else has agreed. */
export const wrongVolumeMode: Rule = {
  id: "wrong-volume-mode",
  summary: "a block claim is mounted as a filesystem, or the other way round",
  kinds: CLAIM_KINDS,
  needs: [need("pods"), need("persistentvolumeclaims")],
  tellsCauses: true,
  citation: page(
    "Persistent Volumes, Volume Mode",
    "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#volume-mode",
  ),
  *check(storage, joined) {
    if (storage.claim === null) return;
    const isBlock = storage.claim.volumeMode === "Block";
    const wrong = (storage.consumers ?? []).filter(isToStart).filter((it) => usesAs(it, !isBlock));
    if (wrong.length === 0) return;
    const [is, used, right] = isBlock
      ? (["Block", "volumeMounts", "volumeDevices"] as const)
      : (["Filesystem", "volumeDevices", "volumeMounts"] as const);
    yield {
      severity: "error",
      message: `${nameStorage(storage)} has volumeMode ${is}, but is among the ${used} of ${listConsumers(wrong)}: such a pod cannot start.`,
      hint: `Name it in ${right} instead.`,
      cause: explain(storage.claim, wrong, { used, right }, joined),
    };
  },
};

function explain(
  claim: Claim,
  wrong: readonly Consumer[],
  { used, right }: { used: string; right: string },
  joined: JoinedInventory,
): Cause {
  const events = wrong.flatMap(({ namespace, pod, podUid }) =>
    joined
      .eventsOf("Pod", { namespace, name: pod ?? "", uid: podUid })
      .filter(({ reason, message }) =>
        matchMessage(reason, message).some((it) => it.message.id === "wrong-volume-mode"),
      ),
  );
  return {
    keeps: wrong,
    evidence: [
      ...claimEvidence(claim, "spec.volumeMode"),
      ...wrong.slice(0, 3).flatMap((consumer) =>
        consumer.mounts.slice(0, 1).map(({ container, podVolume }) => ({
          object: nameObject(consumer),
          field: `spec.containers[${container}].${used}`,
          value: podVolume,
        })),
      ),
      ...events.slice(0, 1).map(eventEvidence),
    ],
    outlook: { endsByItself: false, text: "The kubelet refuses it each time." },
    fixes: [
      {
        text: `Name it in ${right} instead: in the workload's template, or in a pod made anew.`,
        commands: [],
        loses: null,
      },
    ],
  };
}

function usesAs(consumer: Consumer, device: boolean): boolean {
  return consumer.mounts.some((mount) => mount.device === device);
}
