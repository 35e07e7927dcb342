import { posix } from "node:path";
import type { VolumeSource } from "../core/model/volume.ts";

/** A volume as far as it says where its bytes are. */
export interface BackendVolume {
  source: VolumeSource;
  mountOptions: readonly string[];
  /** The only node that has the volume, for volumes that are a node's own; null: not known. */
  node: string | null;
}

/**
 * A place on a backend. Two volumes with one realm and one path are one place; with one realm and
 * nested paths one is a part of the other; anything else is different as far as can be told: two
 * names of one server look like two servers.
 */
export interface Backend {
  /** What paths are counted from: `nfs:10.0.0.5`, `node:node-a`, `efs:fs-1`. */
  realm: string;
  /** Absolute and normalised; `/` for all of it. */
  path: string;
}

/** A path of one node's own file system. */
export function isNodePlace({ realm }: Backend): boolean {
  return realm.startsWith("node:");
}

/**
 * A folder below the realm's root: `//`, `.`, `..` and a slash at the end mean nothing. null where
 * a part holds a variable, `${pvc.metadata.name}`, that only the driver expands.
 */
export function placeIn(realm: string, ...parts: readonly string[]): Backend | null {
  if (parts.some((part) => part.includes("${"))) return null;
  const path = posix.normalize(`/${parts.join("/")}`);
  return { realm, path: path === "/" ? path : path.replace(/\/$/, "") };
}

/** A handle is one backend: the rule of every driver that has no better one. */
export function placeByHandle({ source: { driver, handle } }: BackendVolume): Backend | null {
  return driver && handle ? placeIn(`handle:${driver}/${handle}`) : null;
}

/**
 * A volume attribute, whatever the case of its name: drivers read theirs so. "" counts as not
 * given, as it does for them.
 */
export function readAttribute({ source }: BackendVolume, name: string): string | null {
  const exact = source.attributes[name];
  if (exact !== undefined) return exact === "" ? null : exact;
  const wanted = name.toLowerCase();
  const found = Object.entries(source.attributes).find(([key]) => key.toLowerCase() === wanted);
  return found?.[1] || null;
}

/**
 * The value of a mount option, written `name=value` or `name value`; several options may stand in
 * one entry, separated by commas.
 */
export function readMountOption({ mountOptions }: BackendVolume, name: string): string | null {
  for (const option of mountOptions.flatMap((entry) => entry.split(","))) {
    const [key, value] = option
      .trim()
      .replace(/^--/, "")
      .split(/[=:\s]+(.*)/s);
    if (key === name && value) return value.trim();
  }
  return null;
}
