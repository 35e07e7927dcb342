import type { ConnectionFlags } from "./flags.ts";
import type { Cluster, User } from "./kubeconfig.ts";

/**
 * The cluster as the flags change it. A flag replaces its field, and what would contradict it goes:
 * `--certificate-authority` and `--insecure-skip-tls-verify` each replace all that the kubeconfig
 * says about trust, and `--server` drops the name that another server's certificate was checked
 * against.
 *
 * @see https://github.com/kubernetes/client-go/blob/v0.36.3/tools/clientcmd/client_config.go getCluster
 */
export function applyClusterFlags(cluster: Cluster, flags: ConnectionFlags): Cluster {
  const applied = { ...cluster };
  if (flags["certificate-authority"] || flags["insecure-skip-tls-verify"]) {
    delete applied["certificate-authority"];
    delete applied["certificate-authority-data"];
    delete applied["insecure-skip-tls-verify"];
  }
  if (flags.server) delete applied["tls-server-name"];
  return {
    ...applied,
    ...given({
      server: flags.server,
      "tls-server-name": flags["tls-server-name"],
      "insecure-skip-tls-verify": flags["insecure-skip-tls-verify"],
      "certificate-authority": flags["certificate-authority"],
      "disable-compression": flags["disable-compression"],
    }),
  };
}

/**
 * The user as the flags change it. A certificate or key from a flag replaces the one that the
 * kubeconfig holds as data; extra values of the same key are replaced, others kept.
 *
 * @see https://github.com/kubernetes/client-go/blob/v0.36.3/tools/clientcmd/client_config.go getAuthInfo
 */
export function applyUserFlags(user: User, flags: ConnectionFlags): User {
  const applied = { ...user };
  if (flags["client-certificate"]) delete applied["client-certificate-data"];
  if (flags["client-key"]) delete applied["client-key-data"];
  const extra = { ...user["as-user-extra"], ...parseExtra(flags["as-user-extra"]) };
  return {
    ...applied,
    ...given({
      "client-certificate": flags["client-certificate"],
      "client-key": flags["client-key"],
      token: flags.token,
      username: flags.username,
      password: flags.password,
      as: flags.as,
      "as-uid": flags["as-uid"],
      "as-groups": flags["as-group"]?.length ? [...flags["as-group"]] : undefined,
      "as-user-extra": Object.keys(extra).length > 0 ? extra : undefined,
    }),
  };
}

function parseExtra(values: readonly string[] = []): Record<string, string[]> {
  const extra: Record<string, string[]> = {};
  for (const value of values) {
    const separator = value.indexOf("=");
    if (separator === -1) continue;
    const key = value.slice(0, separator);
    extra[key] = [...(extra[key] ?? []), value.slice(separator + 1)];
  }
  return extra;
}

/** The fields that are set; to kubectl an empty flag is no flag. */
function given<T extends object>(fields: T): { [Name in keyof T]?: NonNullable<T[Name]> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value)) as {
    [Name in keyof T]?: NonNullable<T[Name]>;
  };
}
