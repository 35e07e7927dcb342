import { parseBytes } from "../../core/model/quantity.ts";
import type { LeastSize } from "../backend.ts";
import type { BackendUse } from "../backends.ts";
import type { ScaffoldOptions } from "../options.ts";
import { chooseUse } from "./choose-use.ts";
import { backendOfStorage, readParameters } from "./resolve-storage.ts";

/** The least that the class makes; null: it makes any size, or that is not known. */
export function findLeastSize(options: ScaffoldOptions, wanted: BackendUse): LeastSize | null {
  const { storage } = options;
  if (storage === null || chooseUse(storage, wanted) !== "class") return null;
  const parameters = readParameters(options);
  return parameters && (backendOfStorage(storage)?.leastSize?.(parameters) ?? null);
}

/**
 * The options with a size that the class makes, where nobody asked for one: a default below it
 * would be a number that is not true.
 *
 * @param wanted null: the pattern has no claims
 */
export function raiseToLeast(options: ScaffoldOptions, wanted: BackendUse | null): ScaffoldOptions {
  const least = wanted && findLeastSize(options, wanted);
  return least && isBelow(options, least) ? { ...options, size: least.quantity } : options;
}

export function isBelow({ size }: Pick<ScaffoldOptions, "size">, { quantity }: LeastSize): boolean {
  return (parseBytes(size) ?? 0) < (parseBytes(quantity) ?? 0);
}
