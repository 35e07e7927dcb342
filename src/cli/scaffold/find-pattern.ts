import type { Pattern, Variant } from "../../scaffold/pattern.ts";
import { PATTERNS } from "../../scaffold/patterns.ts";
import { findNearest } from "../nearest.ts";
import { UsageError } from "../usage-error.ts";
import { retype } from "./retype.ts";

const COMMAND = "kubectl shared scaffold";

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
 * The way that was asked for, else the first; null: the pattern has one only.
 *
 * @param argv to say what to type instead
 */
export function findVariant(
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
  const variant = variants.find((it) => it.name === typed.toLowerCase());
  if (variant !== undefined) return variant;
  const names = variants.map((it) => it.name);
  const [near] = findNearest(typed, names);
  throw new UsageError(
    `invalid argument ${JSON.stringify(typed)} for "--variant" flag: must be one of ${names.join(", ")}`,
    near === undefined ? [] : [retype(argv, { variant: near })],
  );
}
