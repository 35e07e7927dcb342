import type { Inventory } from "../../core/model/inventory.ts";
import type { Node } from "../../core/model/node.ts";
import { covers } from "../../core/model/resource.ts";
import { checkNames, type NameCheck } from "../../scaffold/check-names.ts";
import { checkNodes } from "../../scaffold/check-nodes.ts";
import type { KubernetesObject } from "../../scaffold/manifest.ts";
import { kindOfObject } from "../../scaffold/object-kind.ts";
import type { PlannedObjects } from "../../sources/cluster/planned-objects.ts";
import { nameOfObject } from "../../views/manifest/manifest-name.ts";
import { findNearest } from "../nearest.ts";
import { UsageError } from "../usage-error.ts";
import { checkSources } from "./check-sources.ts";
import { checkVersions } from "./check-versions.ts";
import { placeOf } from "./place-object.ts";
import { retype } from "./retype.ts";

/** What the objects are held against. */
export interface CheckedAgainst {
  inventory: Inventory;
  /** Absent: files. */
  planned?: PlannedObjects | undefined;
  /** The namespace of objects that name none. */
  home: string;
  /** A class whose volumes are placed before their pods; null: none. */
  immediate: string | null;
  /** The pattern's name and the objects' name, as typed or not. */
  words: readonly [string, string];
  argv: readonly string[];
}

/**
 * Holds the objects against what is there.
 *
 * @returns what is to be said on stderr, a line each
 * @throws UsageError where a name is taken, a node is not there, or the server is too old
 */
export async function checkManifests(
  objects: readonly KubernetesObject[],
  against: CheckedAgainst,
): Promise<string[]> {
  const { planned } = against;
  const nodes = covers(against.inventory.extents.nodes, null)
    ? [...against.inventory.nodes.values()]
    : null;
  const notes = await checkVersions(objects, planned, nodes);
  notes.push(...checkPlacement(objects, nodes, against));
  const names =
    planned === undefined
      ? checkNames(objects, against.inventory, against.home)
      : await askForNames(objects, planned, against.home);
  refuseTaken(names, against);
  if (names.unknown.length > 0) {
    const list = names.unknown.map(nameOfObject).join(", ");
    notes.push(
      `Warning: whether these names are free could not be read${planned ? "" : " in the files"}: ${list}`,
    );
  }
  if (planned !== undefined) {
    notes.push(...(await checkNamespaces(objects, planned, against.home)));
    notes.push(...(await checkSources(objects, planned, against.home)));
  }
  return notes;
}

function checkPlacement(
  objects: readonly KubernetesObject[],
  nodes: readonly Node[] | null,
  { immediate, argv }: CheckedAgainst,
): string[] {
  if (nodes === null) return [];
  const { missing, warnings } = checkNodes(objects, nodes, immediate);
  if (missing !== null) {
    const { value, there } = missing;
    const near = findNearest(value, there).slice(0, 3);
    throw new UsageError(
      `no node has the label kubernetes.io/hostname=${value}`,
      near.length > 0
        ? near.map((node) => retype(argv, { node }))
        : ["kubectl get nodes -L kubernetes.io/hostname"],
    );
  }
  return warnings.map((it) => `Warning: ${it}`);
}

async function askForNames(
  objects: readonly KubernetesObject[],
  planned: PlannedObjects,
  home: string,
): Promise<NameCheck> {
  const asked = objects.filter(({ kind }) => kind !== "Namespace");
  const answers = await Promise.all(
    asked.map((object) => planned.isTaken(placeOf(object, home), object.metadata.name)),
  );
  return {
    taken: asked.filter((_, index) => answers[index] === true),
    unknown: asked.filter((_, index) => answers[index] === null),
  };
}

function refuseTaken({ taken }: NameCheck, { home, words, argv }: CheckedAgainst): void {
  if (taken.length === 0) return;
  const list = taken.map((object) => {
    const { namespaced } = kindOfObject(object);
    const where = namespaced ? ` in namespace ${object.metadata.namespace ?? home}` : "";
    return `${nameOfObject(object)}${where}`;
  });
  const [pattern, name] = words;
  throw new UsageError(
    `${list.join(", ")} ${list.length === 1 ? "is" : "are"} there already: applying this would change ${list.length === 1 ? "it" : "them"}`,
    [retype(argv, {}, [pattern, `${name}-2`]), retype(argv, { "dry-run": null, offline: true })],
  );
}

/** Of a namespace that is not there, and that no object brings along, it is said that it must be made. */
async function checkNamespaces(
  objects: readonly KubernetesObject[],
  planned: PlannedObjects,
  home: string,
): Promise<string[]> {
  const brought = objects.filter(({ kind }) => kind === "Namespace").map((it) => it.metadata.name);
  const used = new Set(
    objects
      .filter((it) => kindOfObject(it).namespaced)
      .map(({ metadata }) => metadata.namespace ?? home),
  );
  const place = { group: "", version: "v1", resource: "namespaces", namespace: null };
  const notes: string[] = [];
  for (const name of [...used].filter((it) => !brought.includes(it))) {
    if ((await planned.isTaken(place, name)) === false) {
      notes.push(
        `Warning: there is no namespace ${name}, it must be made first: kubectl create namespace ${name}`,
      );
    }
  }
  return notes;
}
