import type { Pattern } from "../../../src/scaffold/pattern.ts";
import { PATTERNS } from "../../../src/scaffold/patterns.ts";

/** @throws if there is no pattern of that name */
export function findPattern(name: string): Pattern {
  const pattern = PATTERNS.find((it) => it.name === name);
  if (pattern === undefined) throw new Error(`there is no pattern ${name}`);
  return pattern;
}
