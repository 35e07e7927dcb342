// The folder that a release is written into. It is named by hand, so nothing in it is taken for ours
// that may not be.
import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

/** What packing writes, and the signature that is made of it. */
const OURS = /^(kubectl-shared_v.+\.(tar\.gz|zip|cdx\.json)|SHA256SUMS(\.[a-z]+)?|shared\.yaml)$/;

/**
 * Makes the folder, and takes a former release out of it: its files and no others.
 *
 * @throws Error if it holds files but no release, or a release and files that are not of it
 */
export function clearRelease(folder: string): void {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  if (names.length > 0 && !names.includes("SHA256SUMS")) {
    throw new Error(`${folder} is not empty and holds no release: name another folder`);
  }
  const others = names.filter((name) => !OURS.test(name));
  if (others.length > 0) throw new Error(`${folder} holds more than a release: ${others[0]}`);
  for (const name of names) rmSync(join(folder, name));
  mkdirSync(folder, { recursive: true });
}
