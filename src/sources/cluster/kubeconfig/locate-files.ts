import { isAbsolute, join, sep } from "node:path";
import type { Cluster, User } from "./kubeconfig.ts";

/**
 * The cluster with its file named absolutely: a relative path in a kubeconfig is seen from the
 * folder of that kubeconfig, not from where the program was started.
 *
 * @see https://github.com/kubernetes/client-go/blob/v0.36.3/tools/clientcmd/loader.go ResolveLocalPaths
 */
export function locateClusterFiles(cluster: Cluster, folder: string): Cluster {
  return withPaths(cluster, ["certificate-authority"], folder);
}

/** The same for the files of a user, and for its plugin unless that is to be found on PATH. */
export function locateUserFiles(user: User, folder: string): User {
  const located = withPaths(user, ["client-certificate", "client-key", "tokenFile"], folder);
  if (!located.exec?.command?.includes(sep)) return located;
  return { ...located, exec: withPaths(located.exec, ["command"], folder) };
}

function withPaths<T extends object>(entry: T, names: (keyof T)[], folder: string): T {
  const located = { ...entry };
  for (const name of names) {
    const path = located[name];
    if (typeof path === "string" && !isAbsolute(path)) {
      located[name] = join(folder, path) as T[keyof T];
    }
  }
  return located;
}
