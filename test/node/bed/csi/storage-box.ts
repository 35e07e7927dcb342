import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { chmod, chown, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

/** What a backend has for a volume. */
export interface StoredVolume {
  /** Volumes of one place are the same files. */
  place: string;
  /** Bytes. */
  size: number;
  /** Of the root folder, as the backend makes it. */
  mode: number;
  group: number;
}

/** The storage behind the drivers: file systems that every node of the machine reaches. */
export interface StorageBox {
  /** The folder of a volume, by its handle. */
  open(handle: string): Promise<string>;
}

/**
 * Keeps a file system of its own for each place, made at first use and as large as it is said to
 * be, so that a full volume is full. They are in memory and gone with the run.
 */
export function createStorageBox(
  folder: string,
  find: (handle: string) => Promise<StoredVolume>,
): StorageBox {
  const opened = new Map<string, Promise<string>>();
  const make = async ({ place, size, mode, group }: StoredVolume) => {
    const path = join(folder, createHash("sha256").update(place).digest("hex").slice(0, 16));
    await mkdir(path, { recursive: true });
    await promisify(execFile)("mount", ["-t", "tmpfs", "-o", `size=${size}`, "tmpfs", path]);
    await chown(path, 0, group);
    await chmod(path, mode);
    return path;
  };
  return {
    async open(handle) {
      const volume = await find(handle);
      const path = opened.get(volume.place) ?? make(volume);
      opened.set(volume.place, path);
      return path;
    },
  };
}
