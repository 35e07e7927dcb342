import { SourceError } from "../../source-error.ts";
import type { Connection } from "../connection.ts";
import { applyClusterFlags, applyUserFlags } from "./apply-flags.ts";
import type { ConnectionFlags } from "./flags.ts";
import type { Cluster, Kubeconfig, User } from "./kubeconfig.ts";
import type { ServiceAccount } from "./service-account.ts";
import { validateConnection } from "./validate-connection.ts";

/** What counts where neither kubeconfig nor flags say anything. */
export interface Surroundings {
  /** `KUBERNETES_MASTER`, else `http://localhost:8080`. */
  defaultServer: string;
  serviceAccount: ServiceAccount | null;
}

/**
 * Decides which cluster is talked to and as whom, as kubectl does: flags over the entries that the
 * context names, a context that names missing entries over nothing, the pod's service account only
 * where all of that says nothing.
 *
 * @throws SourceError where kubectl refuses
 * @see https://github.com/kubernetes/client-go/blob/v0.36.3/tools/clientcmd/client_config.go
 */
export function resolveConnection(
  kubeconfig: Kubeconfig,
  flags: ConnectionFlags,
  surroundings: Surroundings,
): Connection {
  const contextName = flags.context || kubeconfig.currentContext || "";
  const context = kubeconfig.contexts.get(contextName);
  const userName = flags.user || context?.user || "";
  const clusterName = flags.cluster || context?.cluster || "";
  const user = kubeconfig.users.get(userName);
  const cluster = kubeconfig.clusters.get(clusterName);

  if (flags.user && !user) throw notFound(`auth info "${userName}" does not exist`, "get-users");
  if (flags.context && !context) {
    throw notFound(`context "${contextName}" does not exist`, "get-contexts");
  }
  if (flags.cluster && !cluster) {
    throw notFound(`cluster "${clusterName}" does not exist`, "get-clusters");
  }
  if (contextName && !context) {
    throw new SourceError(
      "Config",
      `Error in configuration: context was not found for specified context: ${contextName}`,
      { standsAlone: true, next: ["kubectl config get-contexts"] },
    );
  }

  const chosen: Connection = {
    context: context === undefined ? null : contextName,
    clusterName,
    cluster: { server: surroundings.defaultServer, ...applyClusterFlags(cluster ?? {}, flags) },
    userName,
    user: applyUserFlags(user ?? {}, flags),
    namespace:
      flags.namespace || context?.namespace || surroundings.serviceAccount?.namespace || "default",
  };
  validateConnection(chosen);
  if (surroundings.serviceAccount && saysNothing(chosen, surroundings)) {
    return inCluster(chosen.namespace, surroundings.serviceAccount, flags);
  }
  return chosen;
}

/**
 * Whether the connection is the one that an empty kubeconfig gives. Credentials do not count: they
 * are never sent over the plain HTTP of that server.
 *
 * @see https://github.com/kubernetes/client-go/blob/v0.36.3/tools/clientcmd/merged_client_builder.go
 */
function saysNothing({ cluster, user }: Connection, { defaultServer }: Surroundings): boolean {
  return (
    cluster.server === defaultServer &&
    !cluster.server.startsWith("https:") &&
    !cluster["proxy-url"] &&
    !cluster["disable-compression"] &&
    !user.as
  );
}

/** Of the flags, only these three reach the connection from inside of a pod. */
function inCluster(namespace: string, account: ServiceAccount, flags: ConnectionFlags): Connection {
  const authority = flags["certificate-authority"] || account.caFile;
  const cluster: Cluster = authority ? { "certificate-authority": authority } : {};
  const user: User = flags.token ? { token: flags.token } : { tokenFile: account.tokenFile };
  return {
    context: null,
    clusterName: "",
    cluster: { ...cluster, server: flags.server || account.server },
    userName: "",
    user,
    namespace,
  };
}

function notFound(message: string, list: string): SourceError {
  return new SourceError("Config", message, { next: [`kubectl config ${list}`] });
}
