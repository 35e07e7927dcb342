import type { Backend } from "../../../src/knowledge/backend.ts";

export type BackendRelation = "same" | "inside" | "contains" | "different";

/** What the first place is to the second one. */
export function compareBackends(one: Backend, other: Backend): BackendRelation {
  if (one.realm !== other.realm) return "different";
  if (one.path === other.path) return "same";
  if (isInside(one.path, other.path)) return "inside";
  return isInside(other.path, one.path) ? "contains" : "different";
}

function isInside(path: string, folder: string): boolean {
  return path.startsWith(folder === "/" ? folder : `${folder}/`);
}
