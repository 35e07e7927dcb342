import { chmod, lstat, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { UsageError } from "../usage-error.ts";
import { isShim, SHIM, SHIM_NAME } from "./shim.ts";

/**
 * Writes the shim into a folder, in place of an older one.
 *
 * @returns its path
 * @throws UsageError where it cannot be written, or a file of that name is somebody else's
 */
export async function placeShim(folder: string): Promise<string> {
  const path = join(folder, SHIM_NAME);
  await refuseForeign(path);
  // By a rename, so that no key finds half of it, and a link is replaced and not followed.
  const scratch = `${path}.${process.pid}`;
  try {
    await writeFile(scratch, SHIM, { flag: "wx" });
    await chmod(scratch, 0o755);
    await rename(scratch, path);
  } catch (error) {
    await rm(scratch, { force: true });
    throw new UsageError(`${path} cannot be written: ${(error as Error).message}`, [ELSEWHERE]);
  }
  return path;
}

/**
 * Removes the shim from a folder.
 *
 * @returns its path; null: there was none
 * @throws UsageError where the file is somebody else's
 */
export async function removeShim(folder: string): Promise<string | null> {
  const path = join(folder, SHIM_NAME);
  if (!(await refuseForeign(path))) return null;
  await rm(path);
  return path;
}

/** @returns whether there is a file */
async function refuseForeign(path: string): Promise<boolean> {
  const stats = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw new UsageError(`${path} cannot be looked at: ${error.message}`, [ELSEWHERE]);
  });
  if (stats === null) return false;
  // Whatever else has the name may never come to an end.
  const isFile = await stat(path).then(
    (target) => target.isFile(),
    () => false,
  );
  const text = isFile ? await readFile(path, "utf8") : "";
  if (isShim(text)) return true;
  throw new UsageError(`${path} is not of kubectl-shared, and is left as it is`, [ELSEWHERE]);
}

const ELSEWHERE = "kubectl shared completion install --directory DIR";
