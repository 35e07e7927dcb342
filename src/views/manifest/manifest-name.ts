import type { KubernetesObject, Manifest } from "../../scaffold/manifest.ts";
import { escapeForTerminal } from "../escape.ts";
import type { View } from "../view.ts";
import type { ManifestViewOptions } from "./manifest-view-options.ts";

/** The names of the objects, a line each. */
export const manifestName: View<readonly Manifest[], ManifestViewOptions> = function* (manifests) {
  for (const { object } of manifests) yield `${escapeForTerminal(nameOfObject(object))}\n`;
};

/**
 * As kubectl takes and prints it: `persistentvolumeclaim/media`, `deployment.apps/media`.
 *
 * @see https://github.com/kubernetes/cli-runtime/blob/v0.36.3/pkg/printers/name.go
 */
export function nameOfObject({ apiVersion, kind, metadata }: KubernetesObject): string {
  const slash = apiVersion.indexOf("/");
  const group = slash === -1 ? "" : `.${apiVersion.slice(0, slash)}`;
  return `${kind.toLowerCase()}${group}/${metadata.name}`;
}
