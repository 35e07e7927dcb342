// Whose work is in what we ship, and under which terms: told by what the bundler took in.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { ROOT } from "../bundle.js";
import { RUNTIME_VERSION } from "./runtime.js";

/**
 * @typedef Package
 * @property {string} name
 * @property {string} version
 * @property {string} license as an SPDX expression
 * @property {string} terms
 */

/** The packages to which files belong, by name. @returns {Package[]} */
export function findPackages(files) {
  const folders = new Set(
    files.flatMap((file) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []),
  );
  return [...folders].map(readPackage).sort((one, other) => compare(one, other));
}

/** The runtime that is part of every executable. @returns {Package} */
export function describeRuntime() {
  const texts = ["bun.md", "lgpl-2.txt", "lgpl-2.1.txt"].map((name) =>
    readFileSync(new URL(`licenses/${name}`, import.meta.url), "utf8").trim(),
  );
  return {
    name: "bun",
    version: RUNTIME_VERSION,
    license: "MIT AND LGPL-2.0-only AND LGPL-2.1-only",
    terms: texts.join("\n\n"),
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
  const file = readdirSync(directory).find((it) => /^(licen[cs]e|copying)(\.|-|$)/i.test(it));
  const terms =
    file === undefined
      ? findNotice(directory, license)
      : readFileSync(`${directory}/${file}`, "utf8").trim();
  if (typeof license !== "string") throw new Error(`${name} does not say its license`);
  return { name, version, license, terms };
}

/** Some say their terms at the end of the README only, some nothing but their name. */
function findNotice(directory, license) {
  const readme = ["README.md", "readme.md"].map((it) => `${directory}/${it}`).find(existsSync);
  const text = readme === undefined ? "" : readFileSync(readme, "utf8");
  const [notice] = /^#+ licen[cs]e[\s\S]*/im.exec(text) ?? [];
  return (notice ?? `The package states ${license} and holds no further text.`).trim();
}

function compare(one, other) {
  const [a, b] = [one, other].map(({ name, version }) => `${name}@${version}`);
  return a < b ? -1 : a > b ? 1 : 0;
}
