import { existsSync } from "node:fs";
import { platform } from "node:os";
import { join } from "node:path";

/**
 * The folder that holds `.kube`. On Windows several variables may name it: first the one where a
 * kubeconfig is, then the first that exists, then the first that is set.
 *
 * @see https://github.com/kubernetes/client-go/blob/v0.36.3/util/homedir/homedir.go
 */
export function homeDirectory(env: NodeJS.ProcessEnv, system = platform()): string {
  const home = env.HOME ?? "";
  if (system !== "win32") return home;
  const drive = env.HOMEDRIVE;
  const path = env.HOMEPATH;
  const drivePath = drive && path ? drive + path : "";
  const profile = env.USERPROFILE ?? "";
  const set = [home, profile, drivePath].filter((folder) => folder !== "");
  return (
    [home, drivePath, profile].find(
      (folder) => folder !== "" && existsSync(join(folder, ".kube", "config")),
    ) ??
    set.find((folder) => existsSync(folder)) ??
    set[0] ??
    ""
  );
}
