import type { KnownAccessMode } from "../../core/model/access-mode.ts";
import type { ScaffoldOptions } from "../options.ts";
import { buildLabels } from "../parts/labels.ts";
import type { TreeObject } from "../tree.ts";

/** Options whose objects say in which namespace they are. */
export type PlacedOptions = ScaffoldOptions & { namespace: string };

/**
 * A volume is kept for a claim by the claim's namespace and name, so that the objects cannot leave
 * the namespace to `kubectl apply -n`: without one they name `default`, and kubectl refuses to put
 * them elsewhere.
 */
export function placeBesideVolume(options: ScaffoldOptions): PlacedOptions {
  return { ...options, namespace: options.namespace ?? "default" };
}

/** Volumes are in no namespace: the name says of which one its claim is. */
export function nameVolume({ namespace, name }: PlacedOptions): string {
  return `${namespace}-${name}`;
}

/**
 * The volume for what is there already, kept for the claim of that name.
 *
 * @param isOneOfSeveral others lead to the same storage, so that it needs a handle of its own
 */
export function buildOwnVolume(
  options: PlacedOptions,
  modes: readonly KnownAccessMode[],
  isOneOfSeveral = false,
): TreeObject {
  const { namespace, name, storage, size, runAsUser, fsGroup } = options;
  const backend = storage?.kind === "backend" ? storage.backend : null;
  if (storage?.kind !== "backend" || !backend?.volume) throw new Error("no volume can be made");
  return backend.volume({
    name: nameVolume(options),
    values: storage.values,
    runAsUser,
    fsGroup,
    labels: buildLabels(options),
    claim: { namespace, name },
    size,
    modes,
    unique: isOneOfSeveral ? nameVolume(options) : "",
  });
}
