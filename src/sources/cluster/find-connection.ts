import type { Connection } from "./connection.ts";
import type { ConnectionFlags } from "./kubeconfig/flags.ts";
import { loadKubeconfig } from "./kubeconfig/load-kubeconfig.ts";
import { resolveConnection } from "./kubeconfig/resolve-connection.ts";
import { findServiceAccount } from "./kubeconfig/service-account.ts";

/**
 * The connection that kubectl would use with these flags in this environment.
 *
 * @throws SourceError in kubectl's words for a kubeconfig that cannot be read or that contradicts
 *   itself
 */
export async function findConnection(
  flags: ConnectionFlags,
  env: NodeJS.ProcessEnv,
): Promise<Connection> {
  const [kubeconfig, serviceAccount] = await Promise.all([
    loadKubeconfig(flags.kubeconfig, env),
    findServiceAccount(env),
  ]);
  return resolveConnection(kubeconfig, flags, {
    defaultServer: env.KUBERNETES_MASTER || "http://localhost:8080",
    serviceAccount,
  });
}
