import type { BackendUse } from "../backends.ts";
import type { ScaffoldOptions } from "../options.ts";
import { chooseUse } from "./choose-use.ts";
import { findLeastSize, isBelow } from "./least-size.ts";
import { backendOfStorage } from "./resolve-storage.ts";

/**
 * What whoever applies the manifests must know of their storage, beside the manifests: a sentence
 * each. Of options that were not refused.
 *
 * @param wanted null: the pattern has no claims
 */
export function noteStorage(options: ScaffoldOptions, wanted: BackendUse | null): string[] {
  const { storage, size } = options;
  if (storage === null || wanted === null || chooseUse(storage, wanted) !== "class") return [];
  const least = findLeastSize(options, wanted);
  const byHand = backendOfStorage(storage)?.writeAccess.byHand;
  return [
    ...(least !== null && isBelow(options, least)
      ? [`Warning: --size ${size} is less than ${least.quantity}, the least that is made`]
      : []),
    ...(byHand === undefined ? [] : [`Warning: a step is left to be done by hand: ${byHand}`]),
  ];
}
