import { join } from "node:path";
import { readTextFile } from "../read-text-file.ts";

/** What a pod is given to talk to the cluster that it runs in. */
export interface ServiceAccount {
  server: string;
  tokenFile: string;
  /** null: there is none; the system's authorities have to do. */
  caFile: string | null;
  /** The pod's own; null: nothing says. */
  namespace: string | null;
}

const directory = "/var/run/secrets/kubernetes.io/serviceaccount";

/**
 * The service account of the pod that this runs in; null outside of a cluster.
 *
 * @see https://github.com/kubernetes/client-go/blob/v0.36.3/tools/clientcmd/client_config.go inClusterClientConfig
 */
export async function findServiceAccount(
  env: NodeJS.ProcessEnv,
  folder = directory,
): Promise<ServiceAccount | null> {
  const host = env.KUBERNETES_SERVICE_HOST;
  const port = env.KUBERNETES_SERVICE_PORT;
  if (!host || !port) return null;
  const tokenFile = join(folder, "token");
  const caFile = join(folder, "ca.crt");
  if (!(await isFile(tokenFile))) return null;
  return {
    // As Go's JoinHostPort: only an IPv6 address has colons.
    server: `https://${host.includes(":") ? `[${host}]` : host}:${port}`,
    tokenFile,
    caFile: (await isFile(caFile)) ? caFile : null,
    namespace: env.POD_NAMESPACE || (await readNamespace(folder)),
  };
}

async function isFile(path: string): Promise<boolean> {
  const { stat } = await import("node:fs/promises");
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

async function readNamespace(folder: string): Promise<string | null> {
  const content = await readTextFile(join(folder, "namespace")).catch(() => "");
  return content.trim() || null;
}
