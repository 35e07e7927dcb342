import { createSecureContext, getCACertificates, type SecureContext } from "node:tls";
import { SourceError } from "../../source-error.ts";
import type { ClientCertificate } from "../credentials/credentials.ts";
import type { Cluster } from "../kubeconfig/kubeconfig.ts";

/** The TLS options of every request to a server. */
export interface TlsOptions {
  secureContext: SecureContext;
  rejectUnauthorized: boolean;
  servername?: string;
}

/**
 * Whom to believe to be the server and what to show it. Where the cluster names no authority
 * these are the system's, as with kubectl, beside those that Node brings. `authority` is PEM.
 */
export function openTls(
  cluster: Cluster,
  authority: string | null,
  certificate: ClientCertificate | null,
): TlsOptions {
  const isInsecure = cluster["insecure-skip-tls-verify"] ?? false;
  if (isInsecure && authority !== null) {
    throw new SourceError(
      "Config",
      "specifying a root certificates file with the insecure flag is not allowed",
    );
  }
  const trusted = isInsecure ? {} : { ca: authority ?? publicAuthorities() };
  const serverName = cluster["tls-server-name"];
  return {
    secureContext: createSecureContext({ ...trusted, ...certificate }),
    rejectUnauthorized: !isInsecure,
    ...(serverName === undefined ? {} : { servername: serverName }),
  };
}

function publicAuthorities(): string[] {
  return [...getCACertificates("default"), ...getCACertificates("system")];
}
