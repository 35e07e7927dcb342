import { SourceError } from "../../source-error.ts";
import { keepProviderConfig } from "../kubeconfig/keep-provider-config.ts";
import type { AuthProvider } from "../kubeconfig/kubeconfig.ts";
import { type ClientCertificate, type CredentialSource, fixedCredentials } from "./credentials.ts";
import type { PluginSurroundings } from "./exec-credentials.ts";
import { refreshOidcTokens } from "./refresh-oidc.ts";

type OidcSurroundings = Pick<PluginSurroundings, "env" | "isHasty">;

/**
 * The id-token of an `oidc` auth provider. One that has expired is refreshed, and the new tokens
 * are kept in the kubeconfig, as kubectl does: many issuers take a refresh token once only.
 *
 * client-node's provider is not used: 2.0 fails to refresh, and it keeps nothing.
 *
 * @see https://github.com/kubernetes/client-go/blob/v0.36.3/plugin/pkg/client/auth/oidc/oidc.go
 */
export function oidcCredentials(
  provider: AuthProvider,
  userName: string,
  certificate: ClientCertificate | null,
  surroundings: OidcSurroundings,
): CredentialSource {
  for (const name of ["idp-issuer-url", "client-id"]) {
    if (!provider.config?.[name]) throw new SourceError("Config", `Must provide ${name}`);
  }
  let token: Promise<string> | undefined;
  return fixedCredentials(async () => {
    token ??= findIdToken(provider, userName, surroundings);
    return { authorization: `Bearer ${await token}`, certificate };
  });
}

async function findIdToken(
  { config = {}, origin }: AuthProvider,
  userName: string,
  { env, isHasty = false }: OidcSurroundings,
): Promise<string> {
  const known = config["id-token"];
  if (known && !hasExpired(known)) return known;
  if (isHasty) throw failure("the id-token has run out");
  const refreshToken = config["refresh-token"];
  if (!refreshToken) {
    throw failure("No valid id-token, and cannot refresh without refresh-token");
  }
  const tokens = await refreshOidcTokens(config, refreshToken, env).catch((cause: Error) => {
    throw failure(`failed to refresh token: ${cause.message}`, cause);
  });
  await keepProviderConfig(origin ?? "", userName, { ...tokens }).catch((cause: Error) => {
    throw failure(`could not persist new tokens: ${cause.message}`, cause);
  });
  return tokens["id-token"];
}

/** Ten seconds early, as with client-go. */
function hasExpired(token: string): boolean {
  try {
    const claims = Buffer.from(token.split(".")[1] ?? "", "base64url").toString();
    return !(Date.now() + 10_000 < JSON.parse(claims).exp * 1000);
  } catch (cause) {
    throw failure("ID Token is not a valid JWT", cause);
  }
}

function failure(reason: string, cause?: unknown): SourceError {
  const message = `Unable to connect to the server: ${reason}`;
  return new SourceError("Credentials", message, { standsAlone: true, cause });
}
