import { CLAIM_KINDS, STORAGE_KINDS, type StorageKind } from "../core/model/storage-kind.ts";
import { findNearest } from "./nearest.ts";
import { UsageError } from "./usage-error.ts";

const GROUPS: ReadonlyMap<string, readonly StorageKind[]> = new Map([
  ["all", STORAGE_KINDS],
  ["claims", CLAIM_KINDS],
  ["claim", CLAIM_KINDS],
  ["pvc", CLAIM_KINDS],
]);

const WORDS = [...GROUPS.keys(), ...STORAGE_KINDS.map((kind) => kind.toLowerCase())];

/** What is offered: the other words are understood as well. */
export const KIND_WORDS = WORDS.filter((it) => it !== "claim" && it !== "pvc");

/**
 * `emptydir,hostpath`, `claims`, `all`: whatever the case, in the order of the report.
 *
 * @throws UsageError with the near kind
 */
export function parseKinds(text: string): StorageKind[] {
  const asked = new Set(text.split(",").flatMap((word) => parseWord(word.trim().toLowerCase())));
  return STORAGE_KINDS.filter((kind) => asked.has(kind));
}

function parseWord(word: string): readonly StorageKind[] {
  const group = GROUPS.get(word);
  if (group) return group;
  const kind = STORAGE_KINDS.find(
    (it) => it.toLowerCase() === word || `${it}s`.toLowerCase() === word,
  );
  if (kind) return [kind];
  const [near] = findNearest(word, WORDS);
  throw new UsageError(
    `unknown kind ${JSON.stringify(word)}: the kinds are ${KIND_WORDS.join(", ")}`,
    near === undefined ? [] : [`--kinds ${near}`],
  );
}
