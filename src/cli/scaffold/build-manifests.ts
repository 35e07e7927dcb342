import { listMissingValues } from "../../scaffold/backends.ts";
import { chooseUse } from "../../scaffold/claims/choose-use.ts";
import { type Manifest, toManifest } from "../../scaffold/manifest.ts";
import type { ScaffoldOptions } from "../../scaffold/options.ts";
import type { PatternWay } from "./find-pattern.ts";
import { askForValues, examplesOf } from "./read-storage.ts";
import { toUsageError } from "./refusal-error.ts";

/**
 * @param home the namespace of manifests that must say one, where none was asked for
 * @throws UsageError where the pattern cannot be made so, or values of the backend are missing
 */
export function buildManifests(
  way: PatternWay,
  options: ScaffoldOptions,
  home: string,
  argv: readonly string[],
): Manifest[] {
  const { pattern } = way;
  refuseMissing(way, options, argv);
  const refusal = pattern.refuse?.(options) ?? null;
  if (refusal !== null) throw toUsageError(refusal, argv);
  const namespace = isPlaced(way, options) ? home : options.namespace;
  return pattern.build({ ...options, namespace }).map(toManifest);
}

/**
 * Whether the manifests say a namespace that nobody asked for: a volume is kept for a claim by its
 * namespace and name, so that they cannot leave it to `kubectl apply`.
 */
export function isPlaced(
  { pattern, storage: wanted }: PatternWay,
  { namespace, storage }: ScaffoldOptions,
): boolean {
  if (namespace !== null || pattern.defaults.teams !== undefined) return false;
  return storage !== null && wanted !== null && chooseUse(storage, wanted) === "volume";
}

/** What no value can mend is said before values are asked for. */
function refuseMissing(
  { pattern, storage: wanted }: PatternWay,
  options: ScaffoldOptions,
  argv: readonly string[],
): void {
  const { storage } = options;
  const use = storage && wanted && chooseUse(storage, wanted);
  if (storage?.kind !== "backend" || !use) return;
  const { backend, values } = storage;
  const missing = listMissingValues(backend, use, values);
  if (missing.length === 0) return;
  const filled = { ...storage, values: { ...values, ...examplesOf(missing) } };
  const refusal = pattern.refuse?.({ ...options, storage: filled }) ?? null;
  throw refusal === null ? askForValues(backend, missing, argv) : toUsageError(refusal, argv);
}
