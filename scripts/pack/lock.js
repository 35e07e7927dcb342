// What package-lock.json knows of a package: its version and the checksum of its archive.
import { readFileSync } from "node:fs";
import { ROOT } from "../bundle.js";

const { packages } = JSON.parse(readFileSync(`${ROOT}/package-lock.json`, "utf8"));

/** The Bun that is packed. */
export const RUNTIME_VERSION = packages["node_modules/bun"].version;

/**
 * @param {string} path of the package's folder below node_modules, which for most is its name
 * @returns {{version: string, integrity: string}}
 * @throws Error if the lock does not name it
 */
export function findIntegrity(path) {
  const found = packages[`node_modules/${path}`];
  if (found?.integrity === undefined) throw new Error(`package-lock.json has no sum of ${path}`);
  return found;
}
