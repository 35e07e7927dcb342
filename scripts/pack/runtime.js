// Bun's executables, from the npm registry alone. package-lock.json names each archive by its
// checksum, also those that npm does not install on this machine.
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../bundle.js";
import { isWhole, requireWhole } from "./checksum.ts";
import { findIntegrity } from "./lock.js";

/**
 * Puts a platform's Bun into a folder. The archive it comes from is kept, and held against its
 * checksum whenever it is used: what lies in a folder for months may have become something else.
 *
 * @param {import("./platforms.ts").Platform} platform
 * @returns the path of the executable
 */
export function unpackRuntime(platform, folder) {
  const archive = readArchive(`@oven/bun-${platform.runtime}`);
  const binary = join("package", "bin", platform.format === "zip" ? "bun.exe" : "bun");
  mkdirSync(folder, { recursive: true });
  // The bytes that were checked, and not the file once more.
  execFileSync("tar", ["-xzf", "-", "-C", folder], { input: archive });
  chmodSync(join(folder, binary), 0o755);
  return join(folder, binary);
}

/** A package's archive as package-lock.json knows it, fetched where it is not there. */
function readArchive(name) {
  const { version, integrity } = findIntegrity(name);
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "kubectl-shared");
  const file = join(cache, "runtimes", version, `${name.replace(/^.*\//, "")}.tgz`);
  const kept = existsSync(file) ? readFileSync(file) : null;
  if (kept !== null && isWhole(kept, integrity)) return kept;
  mkdirSync(join(file, ".."), { recursive: true });
  const folder = mkdtempSync(`${file}-`);
  try {
    const fetched = fetchArchive(`${name}@${version}`, folder);
    const content = readFileSync(fetched);
    requireWhole(`${name}@${version}`, content, integrity);
    renameSync(fetched, file);
    return content;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function fetchArchive(specifier, folder) {
  process.stderr.write(`fetching ${specifier}\n`);
  const args = ["pack", specifier, "--json", "--pack-destination", folder];
  const answer = execFileSync("npm", [...args, "--prefer-offline", "--loglevel=error"], {
    cwd: ROOT,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  const [{ filename }] = JSON.parse(answer);
  return join(folder, filename.replace(/^@/, "").replace("/", "-"));
}
