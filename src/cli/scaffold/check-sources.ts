import { fieldsOf } from "../../scaffold/find-pod-specs.ts";
import type { KubernetesObject } from "../../scaffold/manifest.ts";
import type { PlannedObjects } from "../../sources/cluster/planned-objects.ts";

const CLAIMS = { group: "", version: "v1", resource: "persistentvolumeclaims" };
const DEFINITIONS = {
  group: "apiextensions.k8s.io",
  version: "v1",
  resource: "customresourcedefinitions",
  namespace: null,
};
const SNAPSHOTS = "volumesnapshots.snapshot.storage.k8s.io";

/**
 * What copies need and is not there: the claims that they are made from, and what a snapshot is at
 * all, which no server knows by itself.
 *
 * @param home the namespace of objects that name none
 * @returns what is to be said on stderr, a line each; of what may not be read nothing
 */
export async function checkSources(
  objects: readonly KubernetesObject[],
  planned: PlannedObjects,
  home: string,
): Promise<string[]> {
  const notes: string[] = [];
  for (const object of objects) {
    const { namespace = home } = object.metadata;
    for (const name of listSources(object)) {
      if ((await planned.isTaken({ ...CLAIMS, namespace }, name)) !== false) continue;
      notes.push(`Warning: there is no claim ${name} in namespace ${namespace} to be copied`);
    }
  }
  const snapshot = objects.some(({ kind }) => kind === "VolumeSnapshot");
  if (snapshot && (await planned.isTaken(DEFINITIONS, SNAPSHOTS)) === false) {
    notes.push(
      "Warning: the server knows no VolumeSnapshot, its CRDs and the snapshot controller must be installed first: https://kubernetes-csi.github.io/docs/snapshot-controller.html",
    );
  }
  return notes;
}

/** Names of claims that the object is filled from. */
function listSources({ kind, spec }: KubernetesObject): string[] {
  const { dataSource, source } = fieldsOf(spec);
  const from = fieldsOf(dataSource);
  const name =
    kind === "VolumeSnapshot"
      ? fieldsOf(source).persistentVolumeClaimName
      : kind === "PersistentVolumeClaim" && from.kind === kind
        ? from.name
        : undefined;
  return typeof name === "string" ? [name] : [];
}
