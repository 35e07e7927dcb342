import { ACCESS_MODES, type KnownAccessMode } from "../../core/model/access-mode.ts";
import type { Driver, Variant } from "../../knowledge/driver.ts";
import { judge } from "../../knowledge/resolve-driver.ts";
import type { BackendUse } from "../backends.ts";
import type { ScaffoldOptions } from "../options.ts";
import type { Refusal } from "../pattern.ts";
import { describeCircumstances, driverOfStorage, resolveStorage } from "./resolve-storage.ts";
import { suggestInstead } from "./suggest.ts";

/**
 * Why the storage surely gives no claim of that mode, by what is known of its driver; null: it
 * does, or nobody knows.
 *
 * @param use what the volume comes from in the end
 * @param many the pattern to propose for pods of many nodes on other storage
 */
export function refuseMode(
  options: ScaffoldOptions,
  use: BackendUse,
  mode: KnownAccessMode,
  hasDataSource: boolean,
  many = "rwx",
): Refusal | null {
  const { storage } = options;
  if (storage === null) return null;
  const given = describeCircumstances(options, use, mode, hasDataSource);
  const { driver, variant } = resolveStorage(storage, given) ?? {};
  if (driver && variant) {
    const answers = variant.filesystem.value;
    const { answer, conditions } = judge(answers[mode], given);
    if (answer === "no") {
      const accepted = ACCESS_MODES.filter((it) => judge(answers[it], given).answer === "yes");
      const only = conditions.map(({ sentence }) => sentence).join(" and ");
      const reason = only === "" ? describeReason(variant, mode, accepted) : `only if ${only}`;
      return {
        message: `${nameDriver(driver, driverOfStorage(storage))} gives no ${mode} claim: ${reason}`,
        next: suggestInstead(options, mode, accepted, conditions, many),
      };
    }
  }
  return refuseModeOfBackend(options, use, mode, hasDataSource, many);
}

/**
 * Whether the storage gives ReadOnlyMany claims of a snapshot or of another claim, and only of
 * these, as far as its driver is known.
 */
export function demandsSource(options: ScaffoldOptions): boolean {
  const { storage } = options;
  if (storage === null) return false;
  if (storage.kind === "backend" && storage.backend.storageClass === null) return false;
  const given = describeCircumstances(options, "class", "ReadOnlyMany", false);
  const support = resolveStorage(storage, given)?.variant?.filesystem.value.ReadOnlyMany;
  if (!support) return false;
  const { answer, conditions } = judge(support, given);
  const isFilled = judge(support, { ...given, hasDataSource: true }).answer === "yes";
  return isFilled && answer === "no" && conditions.some(({ test }) => test === "dataSource");
}

/** What a backend was not made for, whatever its driver may do. */
function refuseModeOfBackend(
  options: ScaffoldOptions,
  use: BackendUse,
  mode: KnownAccessMode,
  hasDataSource: boolean,
  many: string,
): Refusal | null {
  const { storage } = options;
  if (storage?.kind !== "backend" || hasDataSource) return null;
  const { name, modes, volumeModes = modes, summary } = storage.backend;
  const offered = use === "volume" ? volumeModes : modes;
  if (offered.includes(mode)) return null;
  return {
    message: `a claim on ${name} (${summary}) cannot be ${mode}, only ${listChoice(offered)}`,
    next: suggestInstead(options, mode, offered, [], many),
  };
}

function nameDriver({ product }: Driver, name: string | null): string {
  return `${product} (${name})`;
}

function describeReason(
  { medium }: Variant,
  mode: KnownAccessMode,
  accepted: readonly KnownAccessMode[],
): string {
  if (medium === "block" && (mode === "ReadWriteMany" || mode === "ReadOnlyMany")) {
    return "a disk with a file system is for one node at a time";
  }
  return accepted.length === 0 ? "it takes no mode" : `it takes ${listChoice(accepted)}`;
}

/** `a, b or c` */
export function listChoice(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} or ${last}`;
}
