import type { Claim } from "../model/claim.ts";
import { type Consumer, isLive, isToStart } from "../model/consumer.ts";
import type { ObjectEvent } from "../model/object-event.ts";
import { covers } from "../model/resource.ts";
import type { Storage } from "../model/storage.ts";
import { NO_PROVISIONER, type StorageClass } from "../model/storage-class.ts";
import { classOfClaim } from "./class-of-claim.ts";
import type { JoinedInventory } from "./joined-inventory.ts";

/** Why a Pending claim has no volume, as far as the objects tell. */
export type PendingReason =
  /** Somebody wrote the name of a volume into it, which is another claim's. */
  | { kind: "volume-taken"; volume: string; holder: { namespace: string; name: string } }
  | { kind: "volume-missing"; volume: string }
  /** It names a volume; what was read does not tell why they are not bound. */
  | { kind: "volume-named"; volume: string }
  /** Its class binds when the scheduler picks a node, and pods were put there without it. */
  | { kind: "scheduler-skipped"; storageClass: StorageClass; past: readonly Consumer[] }
  /** Its class binds when the scheduler picks a node, and it has picked none. */
  | { kind: "waits-for-pod"; storageClass: StorageClass }
  /** Deliberately no class: nobody makes a volume. */
  | { kind: "without-class" }
  | { kind: "no-default" }
  | { kind: "several-defaults"; names: readonly string[] }
  | { kind: "class-missing"; name: string }
  /** Its class is one of volumes that are made by hand. */
  | { kind: "made-by-hand"; storageClass: StorageClass }
  /** Somebody is to make the volume; `failed`: the event that says that it did not succeed. */
  | {
      kind: "provisioning";
      storageClass: StorageClass | null;
      provisioner: string | null;
      failed: ObjectEvent | null;
    };

/** The users whom the claim keeps from starting. */
export function waitingUsers({ consumers }: Storage): Consumer[] {
  return (consumers ?? []).filter((it) => isToStart(it) && isLive(it));
}

/**
 * The one diagnosis of a Pending claim, from which message and cause are written. The order is that
 * of the volume controller: a volume that is named comes before the class.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/controller/volume/persistentvolume/pv_controller.go syncUnboundClaim
 */
export function diagnosePending(
  storage: Storage & { claim: Claim },
  joined: JoinedInventory,
): PendingReason {
  const { claim } = storage;
  const { inventory } = joined;
  if (claim.volumeName !== null) return diagnoseWish(claim, claim.volumeName, joined);
  if (claim.storageClass === "") return { kind: "without-class" };
  const storageClass = classOfClaim(claim, inventory);
  if (storageClass === null) return diagnoseWithoutClass(claim, joined);
  if (storageClass.bindingMode === "WaitForFirstConsumer") {
    const past = waitingUsers(storage).filter(({ node }) => node !== null);
    if (past.length > 0) return { kind: "scheduler-skipped", storageClass, past };
    if (claim.selectedNode === null) return { kind: "waits-for-pod", storageClass };
  }
  if (storageClass.provisioner === NO_PROVISIONER) return { kind: "made-by-hand", storageClass };
  return diagnoseProvisioning(claim, storageClass, joined);
}

function diagnoseWish(
  { namespace, name }: Claim,
  volume: string,
  { inventory }: JoinedInventory,
): PendingReason {
  const wished = inventory.volumes.get(volume);
  const holder = wished?.claim;
  if (holder && (holder.namespace !== namespace || holder.name !== name)) {
    return { kind: "volume-taken", volume, holder };
  }
  const isMissing = wished === undefined && covers(inventory.extents.persistentvolumes, null);
  return { kind: isMissing ? "volume-missing" : "volume-named", volume };
}

/** Where classes were not read, it may have one all the same. */
function diagnoseWithoutClass(claim: Claim, joined: JoinedInventory): PendingReason {
  const { classes, extents } = joined.inventory;
  if (!covers(extents.storageclasses, null)) return diagnoseProvisioning(claim, null, joined);
  if (claim.storageClass !== null) return { kind: "class-missing", name: claim.storageClass };
  const names = [...classes.values()].filter(({ isDefault }) => isDefault).map(({ name }) => name);
  return names.length === 0 ? { kind: "no-default" } : { kind: "several-defaults", names };
}

function diagnoseProvisioning(
  claim: Claim,
  storageClass: StorageClass | null,
  joined: JoinedInventory,
): PendingReason {
  const failed = joined
    .eventsOf("PersistentVolumeClaim", claim)
    .find(({ reason }) => reason === "ProvisioningFailed");
  return {
    kind: "provisioning",
    storageClass,
    provisioner: storageClass?.provisioner ?? claim.provisioner,
    failed: failed ?? null,
  };
}
