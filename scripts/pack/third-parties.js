// Whose work is in what we ship, and under which terms: told by what the bundler took in.
import { readFileSync } from "node:fs";
import { ROOT } from "../bundle.js";
import { findIntegrity, RUNTIME_VERSION } from "./lock.js";
import { PLATFORMS } from "./platforms.ts";
import { readTerms } from "./read-terms.ts";

/**
 * @typedef Package
 * @property {string} name
 * @property {string} version
 * @property {string} license as an SPDX expression
 * @property {string} terms
 * @property {readonly {name: string, version: string, integrity: string}[]} archives npm's
 */

/** The packages to which files belong, by name, each once wherever npm put it. @returns {Package[]} */
export function findPackages(files) {
  const folders = new Set(
    files.flatMap((file) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []),
  );
  const packages = [...folders].map(readPackage);
  const byName = new Map(packages.map((it) => [`${it.name}@${it.version}`, it]));
  return [...byName.values()].sort(compare);
}

const RUNTIME_TERMS = ["bun.md", "bun-parts.txt", "lgpl-2.txt", "lgpl-2.1.txt", "mpl-2.0.txt"];

/** The runtime that is part of every executable. @returns {Package} */
export function describeRuntime() {
  const [intro, ...texts] = RUNTIME_TERMS.map((name) =>
    readFileSync(new URL(`licenses/${name}`, import.meta.url), "utf8").trim(),
  );
  const apache = readFileSync(`${ROOT}/LICENSE`, "utf8").trim();
  return {
    name: "bun",
    version: RUNTIME_VERSION,
    license: readExpression(intro),
    terms: [intro, ...texts, apache].join("\n\n"),
    archives: PLATFORMS.map(({ runtime }) => {
      const name = `@oven/bun-${runtime}`;
      return { name, ...findIntegrity(name) };
    }),
  };
}

/** @param {readonly Package[]} packages */
export function formatLicenses(packages) {
  const parts = packages.map(
    ({ name, version, license, terms }) => `${name} ${version}, ${license}\n\n${terms}\n`,
  );
  const line = `\n${"-".repeat(80)}\n\n`;
  return ["kubectl-shared contains the work of others, under these terms.\n", ...parts].join(line);
}

function readPackage(folder) {
  const directory = `${ROOT}/${folder}`;
  const { name, version, license } = JSON.parse(readFileSync(`${directory}/package.json`, "utf8"));
  if (typeof license !== "string") throw new Error(`${name} does not say its license`);
  const terms = readTerms(directory);
  return { name, version, license, terms, archives: [findArchive(name, folder)] };
}

function findArchive(name, folder) {
  const { version, integrity } = findIntegrity(folder.replace(/^node_modules\//, ""));
  return { name, version, integrity };
}

function readExpression(intro) {
  const expression = /^SPDX-License-Identifier: (.+)$/m.exec(intro)?.[1];
  if (expression === undefined) throw new Error("bun.md names no license");
  return expression;
}

function compare(one, other) {
  const [a, b] = [one, other].map(({ name, version }) => `${name}@${version}`);
  return a < b ? -1 : a > b ? 1 : 0;
}
