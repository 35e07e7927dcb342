// In place of the package wsl-utils. oclif asks it at each start whether this is Linux on Windows, and
// on Windows has a PowerShell started to learn which shell it was started by. We ask neither.
export const isWsl = false;

/** oclif takes the failure for "cmd.exe". */
export async function powerShellPath() {
  throw new Error("no shell is looked for");
}
