import { load, YAMLException } from "js-yaml";
import { KUBERNETES_YAML } from "../kubernetes-yaml.ts";
import { parsingError } from "./input-error.ts";

/** What aliases may make of a document, however short it is. */
const MAX_VALUES = 400_000;
const MAX_DEPTH = 1_000;

/**
 * One YAML document as the JSON value that kubectl makes of it.
 *
 * @param line where the text begins in the file, 1-based.
 * @throws SourceError that names the file and the line, also for what JSON cannot hold: aliases
 * that run in a circle or multiply without measure, keys that are no scalars, tags of its own.
 */
export function parseYaml(text: string, file: string, line: number): unknown {
  try {
    const value = load(text, { schema: KUBERNETES_YAML });
    if (text.includes("*")) refuseEndless(value, Math.max(MAX_VALUES, text.length));
    // Strings of `value` are slices that would keep the whole text in memory; these are not.
    return JSON.parse(JSON.stringify(value));
  } catch (error) {
    if (error instanceof YAMLException) {
      throw parsingError(file, line + (error.mark?.line ?? 0), error.reason, nextStep(text));
    }
    if (error instanceof AliasError) throw parsingError(file, line, error.message);
    throw error;
  }
}

/** Braces of a template are what a chart's file fails at. */
function nextStep(text: string): string[] {
  return text.includes("{{") ? ["helm template CHART"] : [];
}

class AliasError extends Error {}

/** Aliases make a graph of what JSON writes as a tree: the tree has to be finite, and small. */
function refuseEndless(root: unknown, limit: number): void {
  const path = new Set<unknown>();
  let count = 0;
  const visit = (value: unknown): void => {
    if (++count > limit || path.size > MAX_DEPTH) {
      throw new AliasError("the aliases multiply the document without measure");
    }
    if (typeof value !== "object" || value === null) return;
    if (path.has(value)) throw new AliasError("an anchor's value contains itself");
    path.add(value);
    Object.values(value).forEach(visit);
    path.delete(value);
  };
  visit(root);
}
