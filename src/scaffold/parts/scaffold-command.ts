import { command } from "../../core/model/text.ts";
import type { ScaffoldOptions } from "../options.ts";

/**
 * A command line that makes other manifests of the same name, in the same namespace.
 *
 * @param words flags and their values, each a word
 */
export function scaffold(
  pattern: string,
  { name, namespace }: Pick<ScaffoldOptions, "name" | "namespace">,
  ...words: readonly string[]
): string {
  const isPlaced = namespace !== null && !OF_SEVERAL_NAMESPACES.has(pattern);
  const place = isPlaced ? ["--namespace", namespace] : [];
  return command("kubectl", "shared", "scaffold", pattern, name, ...place, ...words);
}

const OF_SEVERAL_NAMESPACES: ReadonlySet<string> = new Set(["per-team", "cross-namespace"]);
