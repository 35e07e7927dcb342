// Bun's executables, from the npm registry alone. package-lock.json names each by its checksum,
// also those that npm does not install on this machine.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../bundle.js";

const { packages } = JSON.parse(readFileSync(`${ROOT}/package-lock.json`, "utf8"));

export const RUNTIME_VERSION = packages["node_modules/bun"].version;

/** The Bun that runs here, to compile with. */
export function findCompiler(host) {
  // Where npm runs no install scripts, Bun's own stays where its package put it.
  const places = ["bun/bin/bun.exe", `@oven/bun-${host.runtime}/bin/${binaryOf(host)}`];
  const found = places.map((it) => `${ROOT}/node_modules/${it}`).find(isExecutable);
  return found ?? fetchRuntime(host);
}

/** The Bun of a platform, fetched once and held against its checksum. */
export function fetchRuntime(platform) {
  const name = `@oven/bun-${platform.runtime}`;
  const { version, integrity } = packages[`node_modules/${name}`];
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "kubectl-shared");
  const file = join(cache, "runtimes", version, platform.runtime);
  if (existsSync(file)) return file;
  mkdirSync(join(file, ".."), { recursive: true });
  const folder = mkdtempSync(`${file}-`);
  try {
    process.stderr.write(`fetching ${name}@${version}\n`);
    const [archive] = JSON.parse(
      npm("pack", `${name}@${version}`, "--json", "--pack-destination", folder),
    );
    const path = join(folder, archive.filename.replace(/^@/, "").replace("/", "-"));
    const sum = `sha512-${createHash("sha512").update(readFileSync(path)).digest("base64")}`;
    if (sum !== integrity) {
      throw new Error(`${name}@${version} is ${sum}, package-lock.json wants ${integrity}`);
    }
    execFileSync("tar", ["-xzf", path, "-C", folder]);
    const binary = join(folder, "package", "bin", binaryOf(platform));
    chmodSync(binary, 0o755);
    renameSync(binary, file);
  } finally {
    rmSync(folder, { recursive: true });
  }
  return file;
}

function npm(...args) {
  return execFileSync("npm", [...args, "--loglevel=error"], {
    encoding: "utf8",
    shell: process.platform === "win32",
  });
}

function binaryOf({ format }) {
  return format === "zip" ? "bun.exe" : "bun";
}

/** Before its install script has run, the package holds a stub. */
function isExecutable(path) {
  return existsSync(path) && statSync(path).size > 1_000_000;
}
