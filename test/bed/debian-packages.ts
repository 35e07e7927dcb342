import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { cacheFolder } from "./build-binaries.ts";
import { withLock } from "./build-lock.ts";

const run = promisify(execFile);

export interface UnpackOptions {
  /** Whether everything that they depend on is unpacked beside them. */
  withDependencies?: boolean;
  /** Told what takes time, where something does. */
  say?: (doing: string) => void;
}

/**
 * Unpacks packages of the machine's own Debian release into a folder of the cache, and returns it.
 * Nothing is installed and no file of the system is written: apt keeps what it needs to know in the
 * cache as well, if the system has no lists of its own.
 *
 * @throws Error where there is no apt, or nothing can be had from it
 */
export async function unpackPackages(
  names: readonly string[],
  { withDependencies = false, say = () => {} }: UnpackOptions = {},
): Promise<string> {
  const release = await readFile("/etc/os-release", "utf8").catch(() => "");
  const wanted = withDependencies ? [...names, "and dependencies"] : names;
  const key = createHash("sha256")
    .update(JSON.stringify([release, process.arch, wanted]))
    .digest("hex")
    .slice(0, 16);
  const folder = join(cacheFolder(), "packages", key);
  if (existsSync(folder)) return folder;
  await withLock(
    `${folder}.lock`,
    () => say(`waiting for another run: ${names.join(", ")}`),
    async () => {
      if (existsSync(folder)) return;
      say(`unpacking ${names.join(", ")}`);
      await unpack(names, withDependencies, folder);
    },
  );
  return folder;
}

async function unpack(
  names: readonly string[],
  withDependencies: boolean,
  folder: string,
): Promise<void> {
  const scratch = await mkdtemp(`${folder}-`);
  try {
    const archives = join(scratch, "archives");
    const root = join(scratch, "root");
    await mkdir(archives);
    await mkdir(root);
    await download(names, withDependencies, archives, scratch);
    for (const archive of await readdir(archives)) {
      await run("dpkg-deb", ["--extract", join(archives, archive), root]);
    }
    await rename(root, folder);
  } finally {
    await rm(scratch, { recursive: true });
  }
}

async function download(
  names: readonly string[],
  withDependencies: boolean,
  to: string,
  scratch: string,
): Promise<void> {
  const fetch = async (options: readonly string[]) => {
    const wanted = withDependencies ? await listDependencies(names, options) : names;
    await apt("apt-get", [...options, "download", ...wanted], to);
  };
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
    await apt("apt-get", [...own, ...elsewhere, "update"], to);
    await fetch([...own, ...elsewhere]);
  }
}

/** The packages and all that they cannot do without. */
async function listDependencies(
  names: readonly string[],
  options: readonly string[],
): Promise<string[]> {
  const others = ["recommends", "suggests", "conflicts", "breaks", "replaces", "enhances"];
  const only = others.map((relation) => `--no-${relation}`);
  const said = await apt("apt-cache", [...options, "depends", "--recurse", ...only, ...names]);
  // A package begins its line; what it needs is indented, and comes again as a package.
  return [...new Set(said.split("\n").filter((line) => /^\w/.test(line)))];
}

/** Throws an Error in apt's last words, which are its reason. */
async function apt(program: string, args: readonly string[], folder?: string): Promise<string> {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", LC_ALL: "C" };
  const options = { env, timeout: 120_000, maxBuffer: 2 ** 26, ...(folder && { cwd: folder }) };
  try {
    return (await run(program, ["--quiet", ...args], options)).stdout;
  } catch (error) {
    const reason = (error as { stderr?: string }).stderr?.trim().split("\n").at(-1);
    if (!reason) throw error;
    throw new Error(reason, { cause: error });
  }
}
