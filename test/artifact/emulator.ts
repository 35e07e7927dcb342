import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { unpackPackages } from "../bed/debian-packages.ts";

/** Runs programs of Linux arm64 on amd64. */
export interface Emulator {
  /** Of a program, one that this machine runs, in a folder and under a name. */
  wrap(executable: string, folder: string, name: string): Promise<void>;
}

/**
 * The emulator, and the C library that such programs ask for. Debian has both; apt checks who signed
 * them.
 */
const PACKAGES = ["qemu-user-static", "libc6-arm64-cross"];

const EMULATOR = "usr/bin/qemu-aarch64-static";
const LIBRARIES = "usr/aarch64-linux-gnu";

/**
 * Debian's emulator, unpacked into a cache on first use: nothing is installed.
 *
 * @returns why there is none, where there is none
 */
export async function openEmulator(): Promise<Emulator | string> {
  if (process.platform !== "linux" || process.arch !== "x64") {
    return `arm64 is emulated on Linux amd64 only, this is ${process.platform} ${process.arch}`;
  }
  try {
    const place = await unpackPackages(PACKAGES);
    return { wrap: (...program) => wrap(place, ...program) };
  } catch (error) {
    const [line] = (error instanceof Error ? error.message : String(error)).trim().split("\n");
    return `there is no emulator to be had from apt: ${line}`;
  }
}

/** It sees the name that the wrapper was called by, as the program itself would. */
async function wrap(
  place: string,
  executable: string,
  folder: string,
  name: string,
): Promise<void> {
  const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
  const emulator = [join(place, EMULATOR), "-L", join(place, LIBRARIES)].map(quote).join(" ");
  const file = join(folder, name);
  await writeFile(file, `#!/bin/sh\nexec ${emulator} -0 "$0" ${quote(executable)} "$@"\n`);
  await chmod(file, 0o755);
}
