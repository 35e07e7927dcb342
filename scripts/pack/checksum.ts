import { createHash } from "node:crypto";

/**
 * Whether an archive is the one that package-lock.json names.
 *
 * @param integrity of the lock, `sha512-…`
 */
export function isWhole(archive: Buffer, integrity: string): boolean {
  return sumOf(archive) === integrity;
}

/** @throws Error if it is another archive */
export function requireWhole(name: string, archive: Buffer, integrity: string): void {
  if (isWhole(archive, integrity)) return;
  throw new Error(`${name} is ${sumOf(archive)}, package-lock.json wants ${integrity}`);
}

function sumOf(archive: Buffer): string {
  return `sha512-${createHash("sha512").update(archive).digest("base64")}`;
}
