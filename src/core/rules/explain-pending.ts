import type { Claim } from "../model/claim.ts";
import type { Consumer } from "../model/consumer.ts";
import { covers } from "../model/resource.ts";
import type { Storage } from "../model/storage.ts";
import type { StorageClass } from "../model/storage-class.ts";
import { command } from "../model/text.ts";
import { classOfClaim } from "../sharing/class-of-claim.ts";
import { type PendingReason, waitingUsers } from "../sharing/diagnose-pending.ts";
import { findIncompleteClass } from "../sharing/incomplete-class.ts";
import type { JoinedInventory } from "../sharing/joined-inventory.ts";
import { findRejectedMode } from "../sharing/rejected-modes.ts";
import type { Cause, Evidence, Fix, Outlook } from "./cause.ts";
import { kubectl } from "./command.ts";
import { claimEvidence, classEvidence, eventEvidence, schedulerEvidence } from "./evidence.ts";

/** Reasons by which the volume controller and provisioners tell how far a claim has come. */
const TELLING: ReadonlySet<string> = new Set([
  "ProvisioningFailed",
  "ExternalProvisioning",
  "FailedBinding",
  "ProvisioningCleanupFailed",
]);

/**
 * Why a Pending claim keeps its pods waiting. null: it does not. Where its class waits for the
 * scheduler's choice and there is none yet, whatever keeps the pod from a node keeps the claim, not
 * the other way round; and what other rules tell of its class and modes comes before.
 */
export function explainPending(
  storage: Storage & { claim: Claim },
  reason: PendingReason,
  joined: JoinedInventory,
): Cause | null {
  const { claim } = storage;
  const users = waitingUsers(storage);
  if (users.length === 0 || reason.kind === "waits-for-pod") return null;
  if (isToldElsewhere(storage, joined)) return null;
  if (reason.kind === "scheduler-skipped") {
    return explainPastScheduler(claim, reason.past, reason.storageClass);
  }
  const storageClass = classOfClaim(claim, joined.inventory);
  const events = joined
    .eventsOf("PersistentVolumeClaim", claim)
    .filter((event) => TELLING.has(event.reason));
  const { evidence, outlook, fixes } = explainReason(claim, reason, joined);
  return {
    keeps: users,
    evidence: [
      ...claimEvidence(
        claim,
        "status.phase",
        "spec.storageClassName",
        "spec.volumeName",
        "metadata.annotations[volume.kubernetes.io/storage-provisioner]",
        "metadata.annotations[volume.kubernetes.io/selected-node]",
      ),
      ...(storageClass ? classEvidence(storageClass) : []),
      ...evidence,
      ...events.slice(0, 2).map(eventEvidence),
      ...users.flatMap((it) => schedulerEvidence(joined.podOf(it))).slice(0, 1),
    ],
    outlook,
    fixes,
  };
}

function isToldElsewhere(storage: Storage, joined: JoinedInventory): boolean {
  if (findRejectedMode(storage, joined.inventory) !== null) return true;
  return findIncompleteClass(storage, joined)?.isSure ?? false;
}

interface Explanation {
  evidence: Evidence[];
  outlook: Outlook;
  fixes: Fix[];
}

function explainReason(
  claim: Claim,
  reason: Exclude<PendingReason, { kind: "scheduler-skipped" | "waits-for-pod" }>,
  joined: JoinedInventory,
): Explanation {
  switch (reason.kind) {
    case "volume-taken":
    case "volume-missing":
    case "volume-named":
      return explainWish(reason);
    case "without-class":
      return explainWithoutClass(claim);
    case "made-by-hand":
      return explainMadeByHand(claim, `of class ${reason.storageClass.name}`);
    case "no-default":
    case "several-defaults":
      return explainNoDefault(claim, reason, [...joined.inventory.classes.keys()]);
    case "class-missing":
      return explainNoClass(claim, reason.name);
    case "provisioning":
      return explainProvisioning(claim, reason, joined);
  }
}

/** Somebody wrote the volume's name into the claim. */
function explainWish(
  reason: Extract<PendingReason, { kind: "volume-taken" | "volume-missing" | "volume-named" }>,
): Explanation {
  const { volume } = reason;
  const object = `PersistentVolume ${volume}`;
  const fixes: Fix[] = [
    {
      text: "Look at the volume, and make the claim anew with one that is free, or without a volumeName.",
      commands: [command("kubectl", "get", "pv", volume)],
      loses: null,
    },
  ];
  switch (reason.kind) {
    case "volume-taken": {
      const value = `${reason.holder.namespace}/${reason.holder.name}`;
      const text = `Not while volume ${volume} is that of claim ${value}.`;
      return {
        evidence: [{ object, field: "spec.claimRef", value }],
        outlook: { endsByItself: false, text },
        fixes,
      };
    }
    case "volume-missing":
      return {
        evidence: [{ object, field: "metadata.name", value: "not there" }],
        outlook: {
          endsByItself: false,
          text: `Not before there is a volume ${volume}: the claim names it.`,
        },
        fixes,
      };
    case "volume-named":
      return {
        evidence: [],
        outlook: {
          endsByItself: null,
          text: `The claim names volume ${volume}; why they are not bound, what was read does not tell.`,
        },
        fixes,
      };
  }
}

/** What the volume controller looks for among the volumes that are there. */
function explainMadeByHand({ requested, requestedModes }: Claim, named: string): Explanation {
  return {
    evidence: [],
    outlook: {
      endsByItself: false,
      text: `Nobody makes volumes for it: it takes one ${named} that is there, is free, and has ${requestedModes.join(", ")} and at least ${requested ?? "its size"}.`,
    },
    fixes: [
      {
        text: "See what volumes are free, and make one that fits.",
        commands: [command("kubectl", "get", "pv")],
        loses: null,
      },
    ],
  };
}

/** "" is not the same as no class, which would get the default one: few mean that. */
function explainWithoutClass(claim: Claim): Explanation {
  const { namespace, name } = claim;
  const explained = explainMadeByHand(claim, "without a class");
  return {
    ...explained,
    fixes: [
      ...explained.fixes,
      {
        text: 'Or, if a class was meant: make the claim anew with its name in place of "", or without storageClassName for the default class.',
        commands: [
          "kubectl shared explain classes",
          kubectl(namespace, "get", "pvc", name, "-o", "yaml"),
          kubectl(namespace, "delete", "pvc", name, "--wait=false"),
        ],
        loses: "No data: there is no volume yet.",
      },
    ],
  };
}

function explainNoDefault(
  claim: Claim,
  reason: Extract<PendingReason, { kind: "no-default" | "several-defaults" }>,
  names: readonly string[],
): Explanation {
  const defaults = reason.kind === "several-defaults" ? reason.names : [];
  return {
    evidence: [
      {
        object: "StorageClasses",
        field: "metadata.annotations[storageclass.kubernetes.io/is-default-class]",
        value: defaults.length > 0 ? defaults.join(", ") : "true on none",
      },
    ],
    outlook:
      defaults.length > 0
        ? {
            endsByItself: null,
            text: "Several classes are the default, of which the newest counts; which that is was not read.",
          }
        : {
            endsByItself: false,
            text: "The claim names no class and no class is the default, so nobody makes a volume.",
          },
    fixes: [
      ...names.slice(0, names.length === 1 ? 1 : 0).map((name) => ({
        text: `Give the claim class ${name}: a claim without one may still get one.`,
        commands: [
          kubectl(
            claim.namespace,
            "patch",
            "pvc",
            claim.name,
            "-p",
            JSON.stringify({ spec: { storageClassName: name } }),
          ),
        ],
        loses: null,
      })),
      {
        text: "Give the claim a class in its manifest, or mark one as the default.",
        commands: ["kubectl shared explain classes"],
        loses: null,
      },
    ],
  };
}

function explainNoClass(claim: Claim, name: string): Explanation {
  return {
    evidence: [{ object: `StorageClass ${name}`, field: "metadata.name", value: "not there" }],
    outlook: {
      endsByItself: false,
      text: `Not before there is a class ${name}, or a volume that says it is of that class.`,
    },
    fixes: [
      {
        text: `See what classes there are: the name may be misspelt, or class ${name} is still to be made.`,
        commands: [command("kubectl", "get", "storageclass")],
        loses: null,
      },
      {
        text: "A claim's class is fixed: make the claim anew with one that is there.",
        commands: [kubectl(claim.namespace, "delete", "pvc", claim.name, "--wait=false")],
        loses: "No data: there is no volume yet.",
      },
    ],
  };
}

function explainProvisioning(
  claim: Claim,
  { provisioner, failed }: Extract<PendingReason, { kind: "provisioning" }>,
  { inventory }: JoinedInventory,
): Explanation {
  const isAbsent =
    provisioner !== null &&
    covers(inventory.extents.csidrivers, null) &&
    !inventory.drivers.has(provisioner);
  const evidence: Evidence[] = isAbsent
    ? [{ object: `CSIDriver ${provisioner}`, field: "metadata.name", value: "not there" }]
    : [];
  const fixes: Fix[] = [
    {
      text: "Read what the provisioner says of the claim; the log of its controller tells more.",
      commands: [kubectl(claim.namespace, "describe", "pvc", claim.name)],
      loses: null,
    },
  ];
  const name = provisioner ?? "its provisioner";
  const text =
    failed !== null
      ? "The provisioner failed and tries again; whether it succeeds depends on what it says."
      : isAbsent
        ? `${name} is asked for a volume, and there is no CSIDriver of that name: a CSI driver is not installed, another provisioner has none.`
        : `${name} is to make a volume and has not said yet that it did, or failed: it is at work, or it does not run. What was read does not tell which.`;
  return { evidence, outlook: { endsByItself: null, text }, fixes };
}

/** The scheduler binds such a claim before it gives a pod its node: who has one went past it. */
function explainPastScheduler(
  claim: Claim,
  past: readonly Consumer[],
  storageClass: StorageClass,
): Cause {
  return {
    keeps: past,
    evidence: [
      ...claimEvidence(claim, "status.phase"),
      ...classEvidence(storageClass),
      ...past.slice(0, 3).map(({ namespace, pod, node }) => ({
        object: `Pod ${namespace}/${pod}`,
        field: "spec.nodeName",
        value: node ?? "",
      })),
    ],
    outlook: {
      endsByItself: false,
      text: "The scheduler tells for which node the volume is to be made, and it was not asked.",
    },
    fixes: [
      {
        text: "Make the pod anew with nodeSelector kubernetes.io/hostname in place of nodeName.",
        commands: [],
        loses: null,
      },
    ],
  };
}
