import type { KubernetesObject } from "../../scaffold/manifest.ts";
import type { Trial } from "../../scaffold/trial.ts";
import type { PlannedObjects, Verdict } from "../../sources/cluster/planned-objects.ts";
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
      const verdict = await planned.tryOut({ ...place, namespace: home }, moved);
      trials.push(judgeElsewhere(object, verdict, place.namespace, home));
      continue;
    }
    const verdict = await planned.tryOut(place, object);
    const isThere = exists(verdict);
    if (object.kind === "Namespace" && !isThere) absent.add(object.metadata.name);
    trials.push(
      object.kind === "Namespace" && isThere
        ? { object, outcome: "unchanged", because: null, warnings: verdict.warnings }
        : judge(object, verdict),
    );
  }
  return trials;
}

function exists(verdict: Verdict): boolean {
  return verdict.kind === "refused" && verdict.reason === "AlreadyExists";
}

function judge(object: KubernetesObject, verdict: Verdict): Trial {
  const { warnings } = verdict;
  switch (verdict.kind) {
    case "accepted":
      return { object, outcome: "created", because: null, warnings };
    case "refused": {
      const because = `${verdict.reason}: ${verdict.message}`;
      return { object, outcome: "refused", because, warnings };
    }
    case "none":
      return { object, outcome: "untried", because: verdict.message, warnings };
  }
}

function judgeElsewhere(
  object: KubernetesObject,
  verdict: Verdict,
  namespace: string,
  home: string,
): Trial {
  const why = `there is no namespace ${namespace} yet`;
  if (exists(verdict)) {
    return { object, outcome: "untried", because: why, warnings: verdict.warnings };
  }
  const { because, ...trial } = judge(object, verdict);
  const where = `tried in ${home}, ${why}`;
  return { ...trial, because: because === null ? where : `${where}: ${because}` };
}
