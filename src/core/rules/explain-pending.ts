import type { Claim } from "../model/claim.ts";
import { type Consumer, isLive } from "../model/consumer.ts";
import type { ObjectEvent } from "../model/object-event.ts";
import { covers } from "../model/resource.ts";
import type { Storage } from "../model/storage.ts";
import type { StorageClass } from "../model/storage-class.ts";
import { classOfClaim } from "../sharing/class-of-claim.ts";
import type { JoinedInventory } from "../sharing/joined-inventory.ts";
import { findRejectedMode } from "../sharing/rejected-modes.ts";
import type { Cause, Evidence, Fix, Outlook } from "./cause.ts";
import { findIncompleteClass, isFailing } from "./class-incomplete.ts";
import { command, kubectl } from "./command.ts";
import { claimEvidence, classEvidence, eventEvidence, schedulerEvidence } from "./evidence.ts";
import { notStarted } from "./wording.ts";

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
export function explainPending(storage: Storage, joined: JoinedInventory): Cause | null {
  const { claim } = storage;
  const users = notStarted(storage.consumers ?? []).filter(isLive);
  if (claim === null || users.length === 0 || isToldElsewhere(storage, joined)) return null;
  const { inventory } = joined;
  const storageClass = classOfClaim(claim, inventory);
  const waits = storageClass?.bindingMode === "WaitForFirstConsumer";
  const past = users.filter(({ node }) => node !== null);
  if (waits && past.length > 0) return explainPastScheduler(claim, past, storageClass);
  if (waits && claim.selectedNode === null) return null;
  const events = joined
    .eventsOf("PersistentVolumeClaim", claim)
    .filter(({ reason }) => TELLING.has(reason));
  const reason = describeReason(claim, storageClass, events, joined);
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
      ...reason.evidence,
      ...events.slice(0, 2).map(eventEvidence),
      ...users.flatMap((it) => schedulerEvidence(joined.podOf(it))).slice(0, 1),
    ],
    outlook: reason.outlook,
    fixes: reason.fixes,
  };
}

function isToldElsewhere(storage: Storage, { inventory }: JoinedInventory): boolean {
  if (findRejectedMode(storage, inventory) !== null) return true;
  const found = findIncompleteClass(storage, inventory);
  return found !== null && isFailing(found.incomplete);
}

interface Reason {
  evidence: Evidence[];
  outlook: Outlook;
  fixes: Fix[];
}

function describeReason(
  claim: Claim,
  storageClass: StorageClass | null,
  events: readonly ObjectEvent[],
  joined: JoinedInventory,
): Reason {
  const { classes, extents, volumes } = joined.inventory;
  const wished = claim.volumeName === null ? null : (volumes.get(claim.volumeName) ?? null);
  if (claim.volumeName !== null) {
    return describeWish(claim, wished?.claim ?? null, wished !== null, joined);
  }
  const areClassesRead = covers(extents.storageclasses, null);
  if (claim.storageClass === "") return describeStatic(claim);
  if (claim.storageClass === null && areClassesRead && storageClass === null) {
    return describeNoDefault(claim, [...classes.values()]);
  }
  if (claim.storageClass !== null && areClassesRead && storageClass === null) {
    return describeNoClass(claim, claim.storageClass);
  }
  if (storageClass?.provisioner === "kubernetes.io/no-provisioner") return describeStatic(claim);
  return describeProvisioning(claim, storageClass, events, joined);
}

/** Somebody wrote the volume's name into the claim. */
function describeWish(
  claim: Claim,
  holder: { namespace: string; name: string } | null,
  isThere: boolean,
  { inventory }: JoinedInventory,
): Reason {
  const name = claim.volumeName ?? "";
  const object = `PersistentVolume ${name}`;
  const fixes: Fix[] = [
    {
      text: "Look at the volume, and make the claim anew with one that is free, or without a volumeName.",
      commands: [command("kubectl", "get", "pv", name)],
      loses: null,
    },
  ];
  const isOther =
    holder !== null && (holder.namespace !== claim.namespace || holder.name !== claim.name);
  if (isOther) {
    const value = `${holder.namespace}/${holder.name}`;
    return {
      evidence: [{ object, field: "spec.claimRef", value }],
      outlook: { endsByItself: false, text: `Not while volume ${name} is that of claim ${value}.` },
      fixes,
    };
  }
  const isMissing = !isThere && covers(inventory.extents.persistentvolumes, null);
  return {
    evidence: [],
    outlook: isMissing
      ? { endsByItself: false, text: `Not before there is a volume ${name}: the claim names it.` }
      : {
          endsByItself: null,
          text: `The claim names volume ${name}; why they are not bound, what was read does not tell.`,
        },
    fixes,
  };
}

function describeStatic(claim: Claim): Reason {
  const { storageClass, requested, requestedModes } = claim;
  const named =
    storageClass === "" ? "without a class" : `of class ${storageClass ?? "the default"}`;
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

function describeNoDefault(claim: Claim, classes: readonly StorageClass[]): Reason {
  const defaults = classes.filter(({ isDefault }) => isDefault);
  const several = defaults.length > 1;
  const names = classes.map(({ name }) => name);
  return {
    evidence: [
      {
        object: "StorageClasses",
        field: "metadata.annotations[storageclass.kubernetes.io/is-default-class]",
        value: several ? defaults.map(({ name }) => name).join(", ") : "true on none",
      },
    ],
    outlook: several
      ? { endsByItself: null, text: "Several classes are the default; the newest counts." }
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

function describeNoClass(claim: Claim, name: string): Reason {
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

function describeProvisioning(
  claim: Claim,
  storageClass: StorageClass | null,
  events: readonly ObjectEvent[],
  { inventory }: JoinedInventory,
): Reason {
  const provisioner = storageClass?.provisioner ?? claim.provisioner;
  const failed = events.find(({ reason }) => reason === "ProvisioningFailed");
  const isAbsent =
    provisioner !== null &&
    covers(inventory.extents.csidrivers, null) &&
    !inventory.drivers.has(provisioner);
  const absent: Evidence[] = isAbsent
    ? [{ object: `CSIDriver ${provisioner}`, field: "metadata.name", value: "not there" }]
    : [];
  const describe: Fix = {
    text: "Read what the provisioner says of the claim; the log of its controller tells more.",
    commands: [kubectl(claim.namespace, "describe", "pvc", claim.name)],
    loses: null,
  };
  if (failed) {
    return {
      evidence: absent,
      outlook: {
        endsByItself: null,
        text: "The provisioner failed and tries again; whether it succeeds depends on what it says.",
      },
      fixes: [describe],
    };
  }
  const name = provisioner ?? "its provisioner";
  return {
    evidence: absent,
    outlook: {
      endsByItself: null,
      text: isAbsent
        ? `${name} is asked for a volume, and there is no CSIDriver of that name: a CSI driver is not installed, another provisioner has none.`
        : `${name} is to make a volume and has not said yet that it did, or failed: it is at work, or it does not run. What was read does not tell which.`,
    },
    fixes: [describe],
  };
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
