import type { Citation } from "../../knowledge/citation.ts";
import type { Condition } from "../../knowledge/condition.ts";
import type { Driver } from "../../knowledge/driver.ts";
import { findDriver } from "../../knowledge/drivers.ts";
import { judge, modesOf, resolveDriver } from "../../knowledge/resolve-driver.ts";
import { ACCESS_MODES, type KnownAccessMode } from "../model/access-mode.ts";
import type { Claim } from "../model/claim.ts";
import type { Inventory } from "../model/inventory.ts";
import { isBound, type Storage } from "../model/storage.ts";
import type { StorageClass } from "../model/storage-class.ts";
import type { Volume } from "../model/volume.ts";
import { driverOf } from "./attach.ts";
import { classOfClaim } from "./class-of-claim.ts";

export interface RejectedMode {
  driver: Driver;
  /** As the class or the volume names it. */
  name: string;
  mode: KnownAccessMode;
  /** What fails; empty: the driver never takes the mode. */
  conditions: readonly Condition[];
  citations: readonly Citation[];
  /** What it takes of such volumes. */
  accepted: readonly KnownAccessMode[];
}

/**
 * The first mode that the claim asks for, or that its volume has, and that the driver surely
 * rejects. null: none, or nobody knows: an open condition is no rejection.
 */
export function findRejectedMode(storage: Storage, inventory: Inventory): RejectedMode | null {
  const { claim, volume } = storage;
  if (claim === null) return null;
  if (isBound(storage)) return volume && findRejectedOfVolume(volume);
  return claim.volumeName === null ? findRejectedOfClaim(claim, inventory) : null;
}

/** Before there is a volume the driver is asked to make one with every mode of the claim. */
function findRejectedOfClaim(claim: Claim, inventory: Inventory): RejectedMode | null {
  const storageClass = classOfClaim(claim, inventory);
  const name = storageClass?.provisioner ?? claim.provisioner;
  if (name === null) return null;
  const given = {
    volumeMode: claim.volumeMode,
    accessModes: claim.requestedModes,
    hasDataSource: claim.hasDataSource,
    ...(storageClass && { parameters: storageClass.parameters }),
  };
  const resolved = resolveDriver(name, given);
  const { driver, variant } = resolved ?? {};
  if (!driver || !variant || driver.kind === "plugin") return null;
  const { value: modes, citations } = modesOf(variant, claim.volumeMode);
  for (const mode of knownModes(claim.requestedModes)) {
    const { answer, conditions } = judge(modes[mode], given);
    if (answer !== "no") continue;
    const accepted = ACCESS_MODES.filter((it) => judge(modes[it], given).answer === "yes");
    return { driver, name, mode, conditions, citations, accepted };
  }
  return null;
}

/**
 * A volume does not tell the parameters that it was made with, so that only what the driver rejects
 * whatever they are counts.
 */
function findRejectedOfVolume(volume: Volume): RejectedMode | null {
  const name = driverOf(volume);
  const driver = name === null ? null : findDriver(name);
  if (name === null || driver === null || driver.kind !== "csi") return null;
  const answers = driver.variants.map((variant) => modesOf(variant, volume.volumeMode));
  const isAlways = (mode: KnownAccessMode, answer: "yes" | "no") =>
    answers.every(({ value }) => value[mode].answer === answer);
  const mode = knownModes(volume.grantedModes).find((it) => isAlways(it, "no"));
  if (mode === undefined) return null;
  const accepted = ACCESS_MODES.filter((it) => isAlways(it, "yes"));
  const citations = answers.flatMap((fact) => fact.citations);
  return { driver, name, mode, conditions: [], citations, accepted };
}

/** The classes of the cluster that surely give the mode to such a claim, by name. */
export function findClassesGiving(
  mode: KnownAccessMode,
  claim: Claim,
  { classes }: Inventory,
): StorageClass[] {
  return [...classes.values()].filter(({ provisioner, parameters }) => {
    const { volumeMode, hasDataSource } = claim;
    const given = { volumeMode, hasDataSource, parameters, accessModes: [mode] };
    const { driver, variant } = resolveDriver(provisioner, given) ?? {};
    if (!driver || !variant || driver.kind === "plugin") return false;
    return judge(modesOf(variant, volumeMode).value[mode], given).answer === "yes";
  });
}

function knownModes(modes: readonly string[]): KnownAccessMode[] {
  return ACCESS_MODES.filter((mode) => modes.includes(mode));
}
