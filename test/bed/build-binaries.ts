import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { withLock } from "./build-lock.ts";
import { goBuild, goFlags, requireGo, stampKubernetes } from "./go-build.ts";
import { type BinaryName, modulesFolder, packages, pinnedVersion } from "./pinned-versions.ts";
import { startProgress } from "./progress.ts";

/**
 * The folder that holds this machine's built programs: outside of the checkout, so that a clean
 * checkout does not build again, and named after everything that decides what is built.
 */
export function binariesFolder(): string {
  const key = createHash("sha256")
    .update(readFileSync(join(modulesFolder, "go.mod")))
    .update(readFileSync(join(modulesFolder, "go.sum")))
    .update(JSON.stringify([process.platform, process.arch, flagsOf("kubectl"), flagsOf("etcd")]))
    .digest("hex")
    .slice(0, 16);
  return join(cacheFolder(), "test-bed", key);
}

/** Where what the tests have built is kept between runs. */
export function cacheFolder(): string {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "kubectl-shared");
}

/**
 * Builds the named programs unless the cache has them, with progress on stderr. Four to eight
 * minutes on two cores from nothing; what is built stays even if a later one fails. Safe against
 * other runs: one builds, the others wait, and a program appears in the cache by a rename.
 * Throws an Error with what Go said when Go is missing, too old, offline or cannot compile.
 */
export async function buildBinaries(names: readonly BinaryName[]): Promise<Record<string, string>> {
  const folder = binariesFolder();
  const built = Object.fromEntries(names.map((name) => [name, join(folder, name)]));
  const missing = () => names.filter((name) => !existsSync(join(folder, name)));
  if (missing().length === 0) return built;
  await requireGo();
  const progress = startProgress();
  try {
    await mkdir(folder, { recursive: true });
    await withLock(
      `${folder}.lock`,
      () => progress.say("waiting for another test run, which is building"),
      async () => {
        const todo = missing();
        for (const [index, name] of todo.entries()) {
          await goBuild(
            { name, package: packages[name], modules: modulesFolder, flags: flagsOf(name) },
            folder,
            (compiled) =>
              progress.say(`building ${name} (${index + 1} of ${todo.length}): ${compiled}`),
          );
        }
      },
    );
    progress.end(`Kubernetes ${pinnedVersion("kubectl")} is built in ${folder}`);
  } catch (error) {
    progress.end();
    throw error;
  }
  return built;
}

function flagsOf(name: BinaryName): string[] {
  return goFlags(name === "etcd" ? [] : stampKubernetes(pinnedVersion(name)));
}
