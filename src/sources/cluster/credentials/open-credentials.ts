import { SourceError } from "../../source-error.ts";
import type { Connection } from "../connection.ts";
import { readClientCertificate } from "../pem-files.ts";
import type { CredentialSource } from "./credentials.ts";
import type { PluginSurroundings } from "./exec-credentials.ts";
import { bringsSecret, staticCredentials } from "./static-credentials.ts";

/**
 * The user's credentials, of which client-go has an order: a token or a password before any plugin,
 * an exec plugin only without a client certificate. Over plain HTTP nobody gets any. What makes
 * credentials is loaded for the users who need it.
 *
 * @see https://github.com/kubernetes/client-go/blob/v0.36.3/tools/clientcmd/client_config.go getUserIdentificationPartialConfig
 */
export async function openCredentials(
  connection: Connection,
  server: URL,
  authority: string | null,
  surroundings: PluginSurroundings,
): Promise<CredentialSource> {
  const { user } = connection;
  if (server.protocol !== "https:") return staticCredentials({}, null);
  const certificate = await readClientCertificate(connection);
  if (!bringsSecret(user)) {
    if (user.exec && !certificate) {
      const [{ loadPluginPolicy }, { execCredentials }] = await Promise.all([
        import("./plugin-policy.ts"),
        import("./exec-credentials.ts"),
      ]);
      const policy = await loadPluginPolicy(surroundings.kuberc ?? "", surroundings.env);
      return execCredentials(user.exec, policy, connection, authority, surroundings);
    }
    const provider = user["auth-provider"];
    if (provider?.name === "oidc") {
      const { oidcCredentials } = await import("./oidc-credentials.ts");
      return oidcCredentials(provider, connection.userName, certificate, surroundings);
    }
    if (provider) throw new SourceError("Config", describeUnknown(provider.name ?? ""));
  }
  return staticCredentials(user, certificate);
}

/** @see https://github.com/kubernetes/client-go/tree/v0.36.3/plugin/pkg/client/auth */
function describeUnknown(provider: string): string {
  const successor = successors[provider];
  return successor === undefined
    ? `no Auth Provider found for name "${provider}"`
    : `The ${provider} auth plugin has been removed.\nPlease use the ${successor} kubectl/client-go credential plugin instead.`;
}

const successors: Readonly<Record<string, string>> = {
  azure: "https://github.com/Azure/kubelogin",
  gcp: '"gke-gcloud-auth-plugin"',
};
