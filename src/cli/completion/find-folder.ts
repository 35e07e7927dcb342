import { delimiter, isAbsolute, join, resolve } from "node:path";
import { isExecutable } from "../../sources/is-executable.ts";

/** The first folder of the PATH that holds the program; null: none does. */
export function findFolder(program: string, path: string | undefined): string | null {
  return listFolders(path).find((it) => isExecutable(join(it, program))) ?? null;
}

/** Whether kubectl looks into the folder. */
export function isOnPath(folder: string, path: string | undefined): boolean {
  return listFolders(path).includes(resolve(folder));
}

/** Relative ones are left out, since kubectl runs nothing that it finds in them. */
function listFolders(path = ""): string[] {
  return path
    .split(delimiter)
    .filter((it) => isAbsolute(it))
    .map((it) => resolve(it));
}
