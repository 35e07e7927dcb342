import { findInTreePlugin } from "../../../../knowledge/in-tree-plugins.ts";
import { describeReadOnlyManyMount } from "../../../../knowledge/resolve-driver.ts";
import { uniteCitations } from "../../../../knowledge/unite-citations.ts";
import { isReadOnlyMany, sortModes } from "../../../model/access-mode.ts";
import type { Inventory } from "../../../model/inventory.ts";
import { effectiveModes } from "../../../model/storage.ts";
import { listNames } from "../../../model/text.ts";
import { classOfClaim } from "../../../sharing/class-of-claim.ts";
import type { JoinedInventory } from "../../../sharing/joined-inventory.ts";
import type { Remark } from "../object-report.ts";
import { agreeOn } from "./identify-handler.ts";
import { accessModes, bindingModes, expanding, reclaiming } from "./kubernetes-citations.ts";
import { hasVolume, type PlacementContext } from "./placement-context.ts";
import { remark } from "./remark.ts";
import { remarkOnGroups } from "./remark-groups.ts";

/** More than these nobody reads. */
const MOST = 5;

/** What else is to be known of the claim, the most important first. */
export function remarkOnClaim(context: PlacementContext, joined: JoinedInventory): Remark[] {
  const { inventory } = joined;
  return [
    ...remarkOnDifference(context),
    ...remarkOnMigration(context),
    ...remarkOnWaiting(context, inventory),
    ...remarkOnReaders(context),
    ...remarkOnGroups(context, joined),
    ...remarkOnReclaim(context),
    ...remarkOnExpansion(context, inventory),
  ].slice(0, MOST);
}

/** A claim may get a volume that can do more, and that is what counts. */
function remarkOnDifference({ claim, storage }: PlacementContext): Remark[] {
  const granted = storage.volume?.grantedModes ?? claim.grantedModes;
  if (granted === null) return [];
  const [asked, got] = [sortModes(claim.requestedModes), sortModes(granted)];
  if (asked.join() === got.join()) return [];
  return [
    remark(
      `The claim asks for ${listNames(asked)}, its volume has ${listNames(got)}: the volume's modes are the ones that count.`,
      accessModes,
    ),
  ];
}

/** The driver that took the plugin's volumes over grants less than the volume says. */
function remarkOnMigration({ storage, modes }: PlacementContext): Remark[] {
  if (modes.join() === effectiveModes(storage).join() || storage.volume === null) return [];
  const notes = findInTreePlugin(storage.volume.source.plugin)?.notes ?? [];
  return notes.map((it) => remark(it.value, ...it.citations));
}

function remarkOnWaiting(context: PlacementContext, inventory: Inventory): Remark[] {
  const { claim } = context;
  const storageClass = classOfClaim(claim, inventory);
  if (hasVolume(context) || storageClass?.bindingMode !== "WaitForFirstConsumer") return [];
  return [
    remark(
      `Class ${storageClass.name} makes the volume when the scheduler has picked a node for the first pod: that pod decides where the volume is.`,
      bindingModes,
    ),
  ];
}

/** An access mode alone is no write protection. */
function remarkOnReaders({ modes, handler, volumeMode }: PlacementContext): Remark[] {
  if (!isReadOnlyMany(modes)) return [];
  const answer = agreeOn(handler, (it) => describeReadOnlyManyMount(it, volumeMode).answer);
  const citations = uniteCitations(
    [accessModes],
    ...handler.variants.map((it) => describeReadOnlyManyMount(it, volumeMode).citations),
  );
  if (answer === "rejected") return [];
  const name = handler.name ?? "its driver";
  if (answer === "forced") {
    return [remark(`${name} mounts a ReadOnlyMany volume read-only.`, ...citations)];
  }
  const text =
    answer === "not-forced"
      ? `ReadOnlyMany is no write protection here: ${name} does not mount it read-only.`
      : `ReadOnlyMany by itself is no write protection, and whether ${name} mounts it read-only is not known.`;
  return [remark(`${text} Set readOnly: true in the pods.`, ...citations)];
}

function remarkOnReclaim({ storage }: PlacementContext): Remark[] {
  const { volume } = storage;
  if (volume?.reclaimPolicy === "Delete") {
    return [
      remark(
        `Volume ${volume.name} is deleted with the claim (reclaim policy Delete), and the data with it as far as the driver deletes data.`,
        reclaiming,
      ),
    ];
  }
  if (volume?.reclaimPolicy === "Retain") {
    return [
      remark(
        `Volume ${volume.name} and its data stay when the claim is deleted (reclaim policy Retain), but no new claim gets it before somebody frees it.`,
        reclaiming,
      ),
    ];
  }
  return [];
}

function remarkOnExpansion({ claim, handler }: PlacementContext, inventory: Inventory): Remark[] {
  const storageClass = claim.storageClass === null ? null : classOfClaim(claim, inventory);
  const limit = agreeOn(handler, (it) => it.size.value)?.limit;
  // More of a number that nobody keeps to is nothing.
  if (storageClass === null || limit === "none" || handler.driver === null) return [];
  return [
    remark(
      storageClass.allowsExpansion
        ? `Class ${storageClass.name} allows expansion: raise the request of the claim. It never shrinks.`
        : `Class ${storageClass.name} does not allow expansion: the size stays what it is.`,
      expanding,
    ),
  ];
}
