import type { KubernetesObject } from "../../scaffold/manifest.ts";
import { kindOfObject } from "../../scaffold/object-kind.ts";
import type { ObjectPlace } from "../../sources/cluster/object-place.ts";

/** @param home the namespace of objects that name none */
export function placeOf(object: KubernetesObject, home: string): ObjectPlace {
  const { namespaced, ...place } = kindOfObject(object);
  return { ...place, namespace: namespaced ? (object.metadata.namespace ?? home) : null };
}
