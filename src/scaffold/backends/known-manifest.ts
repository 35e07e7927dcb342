import type { Driver, Field, Manifest, ManifestObject } from "../../knowledge/driver.ts";
import { findDriver } from "../../knowledge/drivers.ts";
import type { Fact } from "../../knowledge/fact.ts";
import { because, type Tree, type TreeObject } from "../tree.ts";

type Fields = { readonly [field: string]: Field };

/** What a working manifest of that driver looks like, and from where that is known. */
export interface KnownManifest {
  fields: Fields;
  fact: Fact<Manifest>;
}

/** The driver, which the knowledge must have: a backend without facts would be a guess. */
export function requireDriver(name: string): Driver {
  const driver = findDriver(name);
  if (driver === null) throw new Error(`nothing is known of driver ${name}`);
  return driver;
}

/**
 * The first manifest of the driver that shows that object with what is looked for.
 *
 * @param wanted text that the object must hold, a parameter's name or its value
 */
export function findManifest(
  { names: [name], variants }: Driver,
  kind: ManifestObject,
  wanted = "",
): KnownManifest {
  for (const fact of variants.flatMap(({ manifests }) => manifests)) {
    const fields = fact.value.objects[kind];
    if (fields && JSON.stringify(fields).includes(wanted)) return { fields, fact };
  }
  throw new Error(`no manifest of ${name} shows a ${kind} with ${wanted}`);
}

/** The fields inside one of the fields, by the names that lead there. */
export function pickFields({ fields }: KnownManifest, ...path: readonly string[]): Fields {
  const picked = path.reduce((parent, name) => (parent[name] ?? {}) as Fields, fields);
  if (Object.keys(picked).length === 0) throw new Error(`the manifest has no ${path.join(".")}`);
  return picked;
}

/** The fields with a value in the place of each that only the user knows, and more behind them. */
export function fill(fields: Fields, values: TreeObject): TreeObject {
  const filled: { [field: string]: Tree | undefined } = {};
  for (const [name, field] of Object.entries(fields)) {
    if (field === null && values[name] === undefined) throw new Error(`${name} has no value`);
    filled[name] = values[name] ?? (field as Tree);
  }
  return { ...filled, ...values };
}

/**
 * What a class gives: the parameters of a known manifest with the values filled in, each that the
 * driver demands with a comment that says so.
 *
 * @param purpose what the class makes; without it the words of the manifest
 */
export function fillParameters(
  driver: Driver,
  { fields, fact }: KnownManifest,
  values: TreeObject,
  purpose = fact.value.purpose,
): Tree {
  const parameters = fill((fields.parameters ?? {}) as Fields, values);
  const explained = Object.entries(parameters).map(([name, value]) => [
    name,
    explainDemand(driver, name, value as Tree),
  ]);
  const [citation = null] = fact.citations;
  return because(Object.fromEntries(explained) as TreeObject, purpose, citation);
}

function explainDemand({ required = [] }: Driver, name: string, value: Tree): Tree {
  const demand = required.find(({ value: { anyOf } }) => anyOf.includes(name));
  if (demand === undefined || typeof value !== "string") return value;
  const { answer } = demand.value;
  const text = answer === null ? "The driver's documentation demands it." : `Else: ${answer}.`;
  return because(value, text, demand.citations[0] ?? null);
}

/** The mount options that a known manifest gives; those with a note of their own are explained. */
export function listMountOptions(driver: Driver, { fields }: KnownManifest): Tree[] {
  const options = (fields.mountOptions ?? []) as readonly string[];
  const notes = driver.variants.flatMap((variant) => variant.notes);
  return options.map((option) => {
    const note = notes.find(({ value }) => value.startsWith(`The mount option ${option} `));
    return note ? because(option, note.value, note.citations[0] ?? null) : option;
  });
}
