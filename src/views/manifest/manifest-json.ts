import type { Json, Manifest } from "../../scaffold/manifest.ts";
import { json } from "../json.ts";
import type { View } from "../view.ts";
import type { ManifestViewOptions } from "./manifest-view-options.ts";
import { sortFields } from "./sort-fields.ts";

/** One object as it is, several as a List: what `kubectl apply -f -` reads. */
export const manifestJson: View<readonly Manifest[], ManifestViewOptions> = (manifests) => {
  const objects = manifests.map(({ object }) => sortFields(object as Json));
  const [only] = objects;
  return json(
    objects.length === 1 ? (only as object) : { apiVersion: "v1", items: objects, kind: "List" },
  );
};
