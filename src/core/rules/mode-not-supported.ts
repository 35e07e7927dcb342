import { page } from "../../knowledge/citation.ts";
import { abbreviateMode } from "../model/access-mode.ts";
import { isToStart } from "../model/consumer.ts";
import { isBound, type Storage } from "../model/storage.ts";
import { CLAIM_KINDS } from "../model/storage-kind.ts";
import { listNames, upperFirst } from "../model/text.ts";
import { classOfClaim } from "../sharing/class-of-claim.ts";
import type { JoinedInventory } from "../sharing/joined-inventory.ts";
import {
  findClassesGiving,
  findRejectedMode,
  type RejectedMode,
} from "../sharing/rejected-modes.ts";
import type { Cause, Evidence, Fix } from "./cause.ts";
import { kubectl } from "./command.ts";
import {
  claimEvidence,
  classEvidence,
  eventEvidence,
  parametersEvidence,
  volumeModesEvidence,
} from "./evidence.ts";
import { need, type Rule } from "./rule.ts";
import { listConsumers, nameStorage } from "./wording.ts";

/**
 * A mode is a wish that the API takes from everybody: whether it can be, the driver says, when it
 * is asked for a volume or, of a volume made by hand, when a pod is to mount it.
 */
export const modeNotSupported: Rule = {
  id: "mode-not-supported",
  summary: "a claim asks for an access mode that its driver rejects",
  kinds: CLAIM_KINDS,
  needs: [need("persistentvolumeclaims")],
  tellsCauses: true,
  citation: page(
    "Persistent Volumes, Access Modes",
    "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes",
  ),
  *check(storage, joined) {
    const rejected = findRejectedMode(storage, joined.inventory);
    if (rejected === null || storage.claim === null) return;
    const users = (storage.consumers ?? []).filter(isToStart);
    const message = describe(storage, rejected);
    const hint = hintFor(storage, rejected, joined);
    if (!isBound(storage)) {
      const kept = users.length === 0 ? "" : ` ${upperFirst(listConsumers(users))} cannot start.`;
      yield {
        severity: "error",
        message: `${message}${kept}`,
        hint,
        cause: explain(storage, rejected, joined),
      };
    } else if (isMadeByHand(storage) && !isMounted(storage)) {
      // Whoever made it was not asked for the mode: the driver is, at the mount.
      yield { severity: "warning", message, hint };
    }
  },
};

/** Nobody was asked to make the volume. */
function isMadeByHand({ claim }: Storage): boolean {
  return claim?.provisioner === null;
}

/** It works here, whatever the driver's documents say. */
function isMounted({ consumers }: Storage): boolean {
  return (consumers ?? []).some(({ state }) => state === "running");
}

function describe(storage: Storage, rejected: RejectedMode): string {
  const { driver, name, mode, conditions, accepted } = rejected;
  const volumeMode = storage.claim?.volumeMode ?? "Filesystem";
  const only = conditions.map(({ sentence }) => sentence).join(" and ");
  const but =
    only === ""
      ? accepted.length === 0
        ? ""
        : `: it takes ${listNames(accepted, "or")}`
      : `: it takes it only if ${only}`;
  return `${nameStorage(storage)} asks for ${mode} with volumeMode ${volumeMode}, which ${driver.product} (${name}) rejects${but}.`;
}

function hintFor(storage: Storage, { mode, accepted }: RejectedMode, joined: JoinedInventory) {
  const giving = storage.claim && findClassesGiving(mode, storage.claim, joined.inventory);
  const classes = listNames(
    (giving ?? []).slice(0, 3).map(({ name }) => name),
    "or",
  );
  const other = classes === "" ? "" : `, or with a class that gives ${mode} here: ${classes}`;
  if (mode === "ReadOnlyMany" && accepted.includes("ReadWriteMany")) {
    return `A claim's modes are fixed: make a new one with ReadWriteMany, and readOnly: true in the pods${other}.`;
  }
  return accepted.length === 0 && classes === ""
    ? "A claim's modes are fixed: make a new one of another class."
    : `A claim's modes are fixed: make a new one with ${accepted.length === 0 ? "another volumeMode" : listNames(accepted, "or")}${other}.`;
}

function explain(storage: Storage, rejected: RejectedMode, joined: JoinedInventory): Cause {
  const { claim, volume } = storage;
  const storageClass = claim && classOfClaim(claim, joined.inventory);
  const events = claim ? joined.eventsOf("PersistentVolumeClaim", claim) : [];
  const failed = events.filter(({ reason }) => reason === "ProvisioningFailed").slice(0, 1);
  const evidence: Evidence[] = [
    ...(claim ? claimEvidence(claim, "spec.accessModes", "spec.volumeMode", "status.phase") : []),
    ...(storageClass ? [...classEvidence(storageClass), parametersEvidence(storageClass)] : []),
    ...(volume ? [volumeModesEvidence(volume)] : []),
    ...failed.map(eventEvidence),
  ];
  return {
    keeps: (storage.consumers ?? []).filter(isToStart),
    evidence,
    outlook: {
      endsByItself: false,
      text: "The driver is asked again and again and rejects the mode each time.",
    },
    fixes: [fixClaim(storage, rejected)],
  };
}

/** There is no data yet, so that nothing stands against a new claim. */
function fixClaim({ claim }: Storage, { mode, accepted }: RejectedMode): Fix {
  const wanted = accepted.includes("ReadWriteMany") ? "ReadWriteMany" : accepted[0];
  const text = `Make the claim anew with ${wanted ?? "another class"} instead of ${abbreviateMode(mode)}${
    mode === "ReadOnlyMany" ? ", and readOnly: true in the pods" : ""
  }.`;
  const isThere = claim?.phase === "Pending";
  return {
    text,
    commands: isThere
      ? [
          kubectl(claim.namespace, "get", "pvc", claim.name, "-o", "yaml"),
          kubectl(claim.namespace, "delete", "pvc", claim.name, "--wait=false"),
        ]
      : [],
    loses: isThere ? "No data: there is no volume yet." : null,
  };
}
