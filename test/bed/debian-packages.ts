import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { withLock } from "./build-lock.ts";

const run = promisify(execFile);

/**
 * Unpacks packages of the machine's own Debian release into a folder of the cache, and returns it.
 * Nothing is installed and no file of the system is written: apt keeps what it needs to know in the
 * cache as well, if the system has no lists of its own.
 *
 * @throws Error where there is no apt, or nothing can be had from it
 */
export async function unpackPackages(names: readonly string[]): Promise<string> {
  const release = await readFile("/etc/os-release", "utf8").catch(() => "");
  const key = createHash("sha256")
    .update(JSON.stringify([release, process.arch, names]))
    .digest("hex")
    .slice(0, 16);
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "kubectl-shared");
  const folder = join(cache, "packages", key);
  await mkdir(join(cache, "packages"), { recursive: true });
  await withLock(
    `${folder}.lock`,
    () => {},
    async () => {
      if (!existsSync(folder)) await unpack(names, folder);
    },
  );
  return folder;
}

async function unpack(names: readonly string[], folder: string): Promise<void> {
  const scratch = await mkdtemp(`${folder}-`);
  try {
    const archives = join(scratch, "archives");
    const root = join(scratch, "root");
    await mkdir(archives);
    await mkdir(root);
    await download(names, archives, scratch);
    for (const archive of await readdir(archives)) {
      await run("dpkg-deb", ["--extract", join(archives, archive), root]);
    }
    await rename(root, folder);
  } finally {
    await rm(scratch, { recursive: true });
  }
}

async function download(names: readonly string[], to: string, scratch: string): Promise<void> {
  const fetch = (options: readonly string[]) =>
    run("apt-get", ["--quiet", ...options, "download", ...names], { cwd: to, timeout: 120_000 });
  // apt's own user may not write into a folder of ours.
  const own = ["-o", "APT::Sandbox::User=root"];
  try {
    await fetch(own);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") throw new Error("there is no apt-get");
    const state = join(scratch, "apt");
    await mkdir(join(state, "lists", "partial"), { recursive: true });
    await mkdir(join(state, "archives", "partial"), { recursive: true });
    const elsewhere = ["-o", `Dir::State::Lists=${state}/lists`, "-o", `Dir::Cache=${state}`];
    await run("apt-get", ["--quiet", ...own, ...elsewhere, "update"], { timeout: 120_000 });
    await fetch([...own, ...elsewhere]);
  }
}
