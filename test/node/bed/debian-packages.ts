import { execFile } from "node:child_process";
import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

/** What a node needs that is no Go module, from the archive of the machine's own distribution. */
export const PACKAGES = ["runc", "containernetworking-plugins", "busybox-static"] as const;

/** In the image of that name only: what scaffolded pods use, with every library that it needs. */
const IMAGE_PACKAGE = "socat";

/**
 * Downloads the packages and unpacks them into folders below: `system` for the node, `socat` for
 * the image. Nothing is installed, and no list of the system's is touched: where the package
 * manager knows of no archive yet, lists are fetched into a folder of our own.
 */
export async function unpackPackages(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  const lists = join(folder, "apt");
  await mkdir(join(lists, "lists", "partial"), { recursive: true });
  await mkdir(join(lists, "archives", "partial"), { recursive: true });
  const own = ["-o", `Dir::State::Lists=${lists}/lists`, "-o", `Dir::Cache=${lists}`];
  const wanted = async (options: readonly string[]) => {
    const { stdout } = await apt("apt-cache", folder, [
      ...options,
      "depends",
      "--recurse",
      ...["recommends", "suggests", "conflicts", "breaks", "replaces", "enhances"].map(
        (kind) => `--no-${kind}`,
      ),
      IMAGE_PACKAGE,
    ]);
    return stdout.split("\n").filter((line) => /^\w/.test(line));
  };
  let options: readonly string[] = [];
  try {
    await download(folder, options, await wanted(options));
  } catch {
    options = own;
    await apt("apt-get", folder, [...options, "-q", "update"]);
    await download(folder, options, await wanted(options));
  }
  await rm(lists, { recursive: true });
}

async function download(
  folder: string,
  options: readonly string[],
  image: readonly string[],
): Promise<void> {
  for (const [name, packages] of [
    ["system", PACKAGES],
    [IMAGE_PACKAGE, [...new Set(image)]],
  ] as const) {
    const archives = join(folder, `${name}-archives`);
    await mkdir(archives, { recursive: true });
    await apt("apt-get", archives, [...options, "-q", "download", ...packages]);
    for (const file of await readdir(archives)) {
      await promisify(execFile)("dpkg", ["-x", join(archives, file), join(folder, name)]);
    }
    await rm(archives, { recursive: true });
  }
}

async function apt(program: string, cwd: string, args: readonly string[]) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", LC_ALL: "C" };
  return promisify(execFile)(program, args, { cwd, env, maxBuffer: 2 ** 26 });
}
