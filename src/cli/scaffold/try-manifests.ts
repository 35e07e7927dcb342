import type { KubernetesObject } from "../../scaffold/manifest.ts";
import type { Trial } from "../../scaffold/trial.ts";
import type { PlannedObjects, Refused } from "../../sources/cluster/planned-objects.ts";
import { placeOf } from "./place-object.ts";

/**
 * What the server says of each, in their order. An object whose namespace is one of the others is
 * tried in `home` while that is not there: a dry run keeps nothing, not even for the next one.
 *
 * @param home the namespace of objects that name none
 * @throws SourceError where the server gives no verdict
 */
export async function tryManifests(
  objects: readonly KubernetesObject[],
  planned: PlannedObjects,
  home: string,
): Promise<Trial[]> {
  const absent = new Set<string>();
  const trials: Trial[] = [];
  for (const object of objects) {
    const place = placeOf(object, home);
    if (place.namespace !== null && absent.has(place.namespace)) {
      const moved = { ...object, metadata: { ...object.metadata, namespace: home } };
      const refused = await planned.tryOut({ ...place, namespace: home }, moved);
      trials.push(judgeElsewhere(object, refused, place.namespace, home));
      continue;
    }
    const refused = await planned.tryOut(place, object);
    const isThere = refused?.reason === "AlreadyExists";
    if (object.kind === "Namespace" && !isThere) absent.add(object.metadata.name);
    trials.push(
      object.kind === "Namespace" && isThere
        ? { object, outcome: "unchanged", because: null }
        : judge(object, refused),
    );
  }
  return trials;
}

function judge(object: KubernetesObject, refused: Refused | null): Trial {
  return refused === null
    ? { object, outcome: "created", because: null }
    : { object, outcome: "refused", because: `${refused.reason}: ${refused.message}` };
}

function judgeElsewhere(
  object: KubernetesObject,
  refused: Refused | null,
  namespace: string,
  home: string,
): Trial {
  const why = `there is no namespace ${namespace} yet`;
  if (refused?.reason === "AlreadyExists") return { object, outcome: "untried", because: why };
  const { outcome, because } = judge(object, refused);
  const where = `tried in ${home}, ${why}`;
  return { object, outcome, because: because === null ? where : `${where}: ${because}` };
}
