import { accessSync, constants, statSync } from "node:fs";

/** Whether it is a file that may be run. A folder may be entered, which is the same right. */
export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
