import type { Pattern, Variant } from "../../scaffold/pattern.ts";
import { PATTERNS } from "../../scaffold/patterns.ts";
import { findNearest } from "../nearest.ts";
import { readWord } from "../read-word.ts";
import { UsageError } from "../usage-error.ts";
import { retype } from "./retype.ts";

const COMMAND = "kubectl shared scaffold";

/** A pattern in one of its ways: modes and storage are that way's, whether it has a name or not. */
export interface PatternWay extends Pick<Variant, "accessModes" | "storage"> {
  pattern: Pattern;
  /** null: the pattern has one way only. */
  variant: Variant | null;
}

/**
 * @param argv to say what to type instead
 * @throws UsageError with the near names for one that is not there
 */
export function requirePattern(
  [typed = "", ...words]: readonly string[],
  argv: readonly string[],
): Pattern {
  const name = typed.toLowerCase();
  const pattern = PATTERNS.find((it) => it.name === name);
  if (pattern !== undefined) return pattern;
  const names = PATTERNS.map((it) => it.name);
  const near = findNearest(typed, names).slice(0, 3);
  throw new UsageError(
    `unknown pattern ${JSON.stringify(typed)}`,
    near.length > 0 ? near.map((it) => retype(argv, {}, [it, ...words])) : [COMMAND],
  );
}

/**
 * The way that was asked for, else the first.
 *
 * @param argv to say what to type instead
 * @throws UsageError for one that the pattern does not have
 */
export function findWay(
  pattern: Pattern,
  typed: string | undefined,
  argv: readonly string[],
): PatternWay {
  const variant = findVariant(pattern, typed, argv);
  const { accessModes, storage } = variant ?? pattern;
  return { pattern, variant, accessModes, storage };
}

function findVariant(
  { name, variants }: Pattern,
  typed: string | undefined,
  argv: readonly string[],
): Variant | null {
  if (variants === undefined) {
    if (typed === undefined) return null;
    throw new UsageError(`--variant does not apply to the pattern ${name}: it has one way only`, [
      retype(argv, { variant: null }),
    ]);
  }
  if (typed === undefined) return variants[0];
  const names = variants.map((it) => it.name);
  const found = readWord("--variant", typed, names, {
    retype: (near) => retype(argv, { variant: near }),
  });
  return variants.find((it) => it.name === found) ?? null;
}
