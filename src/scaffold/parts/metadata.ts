import type { ScaffoldOptions } from "../options.ts";
import type { TreeObject } from "../tree.ts";
import { buildLabels } from "./labels.ts";

/** The pattern's name; with a role `NAME-ROLE`. */
export function nameObject({ name }: ScaffoldOptions, role?: string): string {
  return role === undefined ? name : `${name}-${role}`;
}

/** Name, namespace if one was asked for, and labels. */
export function buildMetadata(options: ScaffoldOptions, role?: string): TreeObject {
  return {
    name: nameObject(options, role),
    namespace: options.namespace ?? undefined,
    labels: buildLabels(options, role),
  };
}
