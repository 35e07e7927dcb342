import { any, applies, type Circumstances } from "../../../../knowledge/condition.ts";
import type { Driver, Variant } from "../../../../knowledge/driver.ts";
import { findDriver } from "../../../../knowledge/drivers.ts";
import type { Claim } from "../../../model/claim.ts";
import type { Inventory } from "../../../model/inventory.ts";
import { effectiveModes, isBound, type Storage } from "../../../model/storage.ts";
import { NO_PROVISIONER, type StorageClass } from "../../../model/storage-class.ts";
import { describeAttach, driverOf } from "../../../sharing/attach.ts";
import { classOfClaim } from "../../../sharing/class-of-claim.ts";
import type { DriverFacts } from "../object-report.ts";

/** A claim, a volume, or both: what of storage tells who handles it. */
export type Subject = Pick<Storage, "claim" | "volume">;

/** Who makes and mounts a volume, and what is known of such a volume. */
export interface Handler {
  /** null: nothing that was read names one. */
  name: string | null;
  /** null: this build does not know it. */
  driver: Driver | null;
  /** The kinds of volume that it may be: one where the circumstances decide, none if unknown. */
  variants: readonly Variant[];
  given: Circumstances;
  attaches: boolean | null;
  attachesBecause: DriverFacts["attachesBecause"];
}

/** Who handles the storage, or will once the claim has a volume. */
export function identifyHandler(subject: Subject, inventory: Inventory): Handler {
  const storageClass = subject.claim && classOfClaim(subject.claim, inventory);
  const name = nameHandler(subject, storageClass);
  const given = describeCircumstances(subject, storageClass, name);
  return { name, ...resolve(name, given), given, ...describeAttaching(subject, name, inventory) };
}

/** Who makes the volumes of the class, for one that is asked for so. */
export function identifyHandlerOfClass(
  { provisioner }: StorageClass,
  given: Circumstances,
  { drivers }: Inventory,
): Handler {
  const resolved = resolve(provisioner, given);
  const installed = drivers.get(installedNameOf(provisioner));
  const known = resolved.driver?.attachRequired.value ?? null;
  return {
    name: provisioner,
    ...resolved,
    given,
    attaches: installed?.attachRequired ?? known,
    attachesBecause: installed ? "CSIDriver" : known === null ? null : "table",
  };
}

/** The name of its CSIDriver object: a plugin that was moved to CSI has that of its driver. */
export function installedNameOf(provisioner: string): string {
  const driver = findDriver(provisioner);
  const isMoved = provisioner.startsWith("kubernetes.io/") && driver?.kind === "csi";
  return isMoved ? driver.names[0] : provisioner;
}

/** Volumes of such a class are made by hand, of any type: the class says nothing of them. */
export function isStaticOnly({ provisioner }: Pick<StorageClass, "provisioner">): boolean {
  return provisioner === NO_PROVISIONER;
}

/** What the driver is, of what the table knows; null where its variants are not agreed on. */
export function agreeOn<T>({ variants }: Handler, ask: (variant: Variant) => T): T | null {
  const answers = new Map(variants.map((it) => [JSON.stringify(ask(it)), ask(it)]));
  const [only, ...others] = answers.values();
  return others.length === 0 ? (only ?? null) : null;
}

/** The driver as the report tells it; null: nobody is named. */
export function describeDriver(handler: Handler): DriverFacts | null {
  const { name, driver, variants, attaches, attachesBecause } = handler;
  if (name === null) return null;
  const [only, ...others] = variants;
  return {
    name,
    product: driver?.product ?? null,
    variant: others.length === 0 ? (only?.name ?? null) : null,
    attaches,
    attachesBecause,
  };
}

function nameHandler({ claim, volume }: Subject, storageClass: StorageClass | null): string | null {
  if (volume !== null) {
    const name = driverOf(volume);
    const maker = claim?.provisioner ?? null;
    // What makes volumes of a plugin inside Kubernetes knows more of them than the plugin.
    const isMade = volume.source.plugin !== "csi" && maker !== null;
    return isMade && findDriver(maker)?.kind === "provisioner" ? maker : name;
  }
  // A volume that was there before may be anybody's, whatever its class says.
  if (claim !== null && isBound({ claim })) return claim.provisioner;
  return storageClass?.provisioner ?? claim?.provisioner ?? null;
}

function describeCircumstances(
  subject: Subject,
  storageClass: StorageClass | null,
  name: string | null,
): Circumstances {
  const { claim, volume } = subject;
  const modes = effectiveModes(subject);
  const common: Circumstances = {
    volumeMode: volume?.volumeMode ?? claim?.volumeMode ?? "Filesystem",
    ...(modes.length > 0 && { accessModes: modes }),
  };
  if (claim !== null && storageClass !== null && isMadeBy(storageClass, claim, name)) {
    return {
      ...common,
      parameters: storageClass.parameters,
      hasDataSource: claim.hasDataSource,
    };
  }
  // Drivers write few of the class's parameters into a volume, and some none.
  return volume === null
    ? common
    : { ...common, parameters: volume.source.attributes, parametersArePartial: true };
}

/** A bound claim whose volume nobody was asked to make has one that was there before. */
function isMadeBy({ provisioner }: StorageClass, claim: Claim, name: string | null): boolean {
  if (!isBound({ claim })) return true;
  if (claim.provisioner === null || name === null) return false;
  const driver = findDriver(provisioner);
  return provisioner === name || (driver !== null && driver === findDriver(name));
}

function resolve(name: string | null, given: Circumstances): Pick<Handler, "driver" | "variants"> {
  const isStatic = name === NO_PROVISIONER;
  const driver = name === null || isStatic ? null : findDriver(name);
  return { driver, variants: driver === null ? [] : possibleVariants(driver, given) };
}

/** All up to the first that surely applies. */
function possibleVariants({ variants }: Driver, given: Circumstances): Variant[] {
  const possible: Variant[] = [];
  for (const variant of variants) {
    const chosen = variant.when === undefined || any(variant.when.map((it) => applies(it, given)));
    if (chosen !== false) possible.push(variant);
    if (chosen === true) break;
  }
  return possible;
}

function describeAttaching(
  { claim, volume }: Subject,
  name: string | null,
  inventory: Inventory,
): Pick<Handler, "attaches" | "attachesBecause"> {
  const unknown = { attaches: null, attachesBecause: null };
  if (name === null) return unknown;
  if (volume === null) {
    const installed = inventory.drivers.get(installedNameOf(name));
    if (installed) return { attaches: installed.attachRequired, attachesBecause: "CSIDriver" };
    const known = isStaticOnly({ provisioner: name })
      ? null
      : (findDriver(name)?.attachRequired.value ?? null);
    return { attaches: known, attachesBecause: known === null ? null : "table" };
  }
  const { attaches, driver } = describeAttach({ claim, volume }, inventory);
  if (attaches === null || driver === null) return unknown;
  if (inventory.drivers.has(driver)) return { attaches, attachesBecause: "CSIDriver" };
  const isAssumed =
    volume.source.plugin === "csi" && inventory.extents.csidrivers?.of === "cluster";
  return { attaches, attachesBecause: isAssumed ? "default" : "table" };
}
