// A fresh clone needs nothing typed before `npm test` and `npm run demo`: this installs what the
// lock file names if it is not there yet, or not that of this lock file any more. It must run on
// the Node of the machine, whatever that is.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The packages by path and version, as far as this machine wants them at all. */
function readVersions(lockFile) {
  try {
    const { packages } = JSON.parse(readFileSync(`${root}/${lockFile}`, "utf8"));
    return new Map(
      Object.entries(packages)
        .filter(([path, { optional }]) => path !== "" && !optional)
        .map(([path, { version }]) => [path, version]),
    );
  } catch {
    return null;
  }
}

const wanted = readVersions("package-lock.json");
const installed = readVersions("node_modules/.package-lock.json");
const isCurrent =
  wanted !== null &&
  installed !== null &&
  [...wanted].every(([path, version]) => installed.get(path) === version);

if (!isCurrent) {
  process.stderr.write("installing what package-lock.json names (npm ci)\n");
  const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  process.exitCode = status ?? 1;
}
