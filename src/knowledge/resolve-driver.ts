import type { VolumeMode } from "../core/model/claim.ts";
import type { Citation } from "./citation.ts";
import { any, applies, type Circumstances, type Condition, holds } from "./condition.ts";
import type { Driver, Variant } from "./driver.ts";
import { findDriver } from "./drivers.ts";
import type { Fact } from "./fact.ts";
import type { ModeSupport, Modes } from "./mode-support.ts";

export interface ResolvedDriver {
  driver: Driver;
  /** null: the circumstances do not decide which of the driver's variants it is. */
  variant: Variant | null;
}

/** Who handles such a volume and as what; null: the driver is not known. */
export function resolveDriver(name: string, given: Circumstances): ResolvedDriver | null {
  const driver = findDriver(name);
  return driver && { driver, variant: chooseVariant(driver, given) };
}

function chooseVariant({ variants }: Driver, given: Circumstances): Variant | null {
  for (const variant of variants) {
    const chosen = variant.when === undefined || any(variant.when.map((it) => applies(it, given)));
    if (chosen === null) return null;
    if (chosen) return variant;
  }
  return null;
}

/** The driver's answers for volumes of that mode; the API's default mode is Filesystem. */
export function modesOf(variant: Variant, volumeMode: VolumeMode): Fact<Modes> {
  return volumeMode === "Block" ? variant.block : variant.filesystem;
}

export interface Verdict {
  answer: ModeSupport["answer"];
  /** `no`: what fails; `conditional`: what the circumstances leave open. */
  conditions: readonly Condition[];
}

/** What is left of a conditional answer once the circumstances are known. */
export function judge({ answer, conditions }: ModeSupport, given: Circumstances): Verdict {
  if (answer !== "conditional") return { answer, conditions: [] };
  const failing = conditions.filter((condition) => holds(condition, given) === false);
  if (failing.length > 0) return { answer: "no", conditions: failing };
  const open = conditions.filter((condition) => holds(condition, given) === null);
  return open.length > 0 ? { answer, conditions: open } : { answer: "yes", conditions: [] };
}

export interface ReadOnlyManyMount {
  /**
   * `forced`: the driver mounts a ReadOnlyMany volume read-only; `not-forced`: it does not, pods
   * can write unless another switch keeps them from it; `rejected`: it takes no such volume;
   * `unknown`: not documented, or the variant is not decided.
   */
  answer: "forced" | "not-forced" | "rejected" | "unknown";
  citations: readonly Citation[];
}

/**
 * What the driver makes of a volume whose mode is ReadOnlyMany: what is documented of the mount
 * counts, a mode that is not accepted never comes that far.
 */
export function describeReadOnlyManyMount(
  variant: Variant | null,
  volumeMode: VolumeMode,
): ReadOnlyManyMount {
  if (variant === null) return { answer: "unknown", citations: [] };
  const { value, citations } = variant.readOnlyMany;
  const accepted = modesOf(variant, volumeMode);
  if (citations.length === 0 && accepted.value.ReadOnlyMany.answer === "no") {
    return { answer: "rejected", citations: accepted.citations };
  }
  return { answer: value ?? "unknown", citations };
}
