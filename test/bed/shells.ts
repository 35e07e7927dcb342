import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { unpackPackages } from "./debian-packages.ts";

/** Shells that complete, from packages that were unpacked and not installed. */
export interface Shells {
  /** What bash needs for kubectl's completion. */
  bashCompletion: string;
  zsh: string;
  /** What zsh is told first, to find its own parts. */
  zshSetup: string;
  fish: string;
  /** For zsh and fish, which bring libraries along. */
  env: { LD_LIBRARY_PATH: string };
}

/** zsh and fish, and of the libraries that they need those that not every machine has. */
const PACKAGES = [
  "bash-completion",
  "zsh",
  "zsh-common",
  "libcap2",
  "libncursesw6",
  "libtinfo6",
  "fish",
  "fish-common",
  "libpcre2-32-0",
];

let opened: Promise<Shells> | undefined;

/**
 * The shells, fetched once per machine. Where they cannot be had the suite is pending, its reason
 * printed; under CI that is a failure, since nobody would read the reason there.
 */
export async function openShells(context: Mocha.Context): Promise<Shells> {
  opened ??= open();
  try {
    return await opened;
  } catch (error) {
    const reason = `no shells to complete in: ${(error as Error).message.split("\n")[0]}`;
    if (process.env.CI) throw new Error(reason, { cause: error });
    process.stderr.write(`pending: ${reason}\n`);
    return context.skip();
  }
}

async function open(): Promise<Shells> {
  const root = await unpackPackages(PACKAGES);
  const [triplet = ""] = await readdir(join(root, "usr", "lib"));
  const modules = join(root, "usr", "lib", triplet, "zsh");
  const [version = ""] = await readdir(modules);
  // Since Debian 13 there is no /bin beside /usr/bin.
  const zsh = [join(root, "usr/bin/zsh"), join(root, "bin/zsh")].find((it) => existsSync(it));
  if (zsh === undefined) throw new Error("the package zsh holds no zsh");
  const libraries = ["lib", "usr/lib"].map((it) => join(root, it, triplet));
  return {
    bashCompletion: join(root, "usr/share/bash-completion/bash_completion"),
    zsh,
    zshSetup: `module_path=(${join(modules, version)}); fpath=(${join(root, "usr/share/zsh/functions")}{,/**/*(/)})`,
    fish: join(root, "usr/bin/fish"),
    env: { LD_LIBRARY_PATH: libraries.join(":") },
  };
}
