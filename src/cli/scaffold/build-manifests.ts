import { listMissingValues } from "../../scaffold/backends.ts";
import { chooseUse } from "../../scaffold/claims/choose-use.ts";
import { type Manifest, toManifest } from "../../scaffold/manifest.ts";
import type { ScaffoldOptions } from "../../scaffold/options.ts";
import type { Pattern, Variant } from "../../scaffold/pattern.ts";
import { askForValues, examplesOf } from "./read-storage.ts";
import { toUsageError } from "./refusal-error.ts";

/** @throws UsageError where the pattern cannot be made so, or values of the backend are missing */
export function buildManifests(
  pattern: Pattern,
  variant: Variant | null,
  options: ScaffoldOptions,
  argv: readonly string[],
): Manifest[] {
  refuseMissing(pattern, variant, options, argv);
  const refusal = pattern.refuse?.(options) ?? null;
  if (refusal !== null) throw toUsageError(refusal, argv);
  return pattern.build(options).map(toManifest);
}

/** What no value can mend is said before values are asked for. */
function refuseMissing(
  pattern: Pattern,
  variant: Variant | null,
  options: ScaffoldOptions,
  argv: readonly string[],
): void {
  const { storage } = options;
  const wanted = (variant ?? pattern).storage;
  const use = storage && wanted && chooseUse(storage, wanted);
  if (storage?.kind !== "backend" || !use) return;
  const { backend, values } = storage;
  const missing = listMissingValues(backend, use, values);
  if (missing.length === 0) return;
  const filled = { ...storage, values: { ...values, ...examplesOf(missing) } };
  const refusal = pattern.refuse?.({ ...options, storage: filled }) ?? null;
  throw refusal === null ? askForValues(backend, missing, argv) : toUsageError(refusal, argv);
}
