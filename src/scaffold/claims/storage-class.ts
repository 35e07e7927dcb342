import type { ScaffoldOptions } from "../options.ts";
import { buildLabels } from "../parts/labels.ts";
import type { TreeObject } from "../tree.ts";

/** The class that claims name: one that is there, or the one that is made with them. */
export function nameClass({ name, storage }: ScaffoldOptions): string {
  return storage?.kind === "class" ? storage.name : name;
}

/** The class that must be made first; nothing where it is there already. */
export function buildOwnClass(options: ScaffoldOptions): TreeObject[] {
  const { name, storage, runAsUser, fsGroup } = options;
  if (storage?.kind !== "backend") return [];
  const { backend, values } = storage;
  const labels = buildLabels(options);
  const { storageClass } = backend;
  return storageClass === null ? [] : [storageClass({ name, values, runAsUser, fsGroup, labels })];
}
