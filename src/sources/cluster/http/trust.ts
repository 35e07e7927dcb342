import { createSecureContext, getCACertificates, type SecureContext } from "node:tls";
import { SourceError } from "../../source-error.ts";
import { checkPem } from "./pem.ts";
import type { WireOptions } from "./wire.ts";

/** The TLS options of every request to a server. */
export interface TlsOptions {
  secureContext: SecureContext;
  rejectUnauthorized: boolean;
  servername?: string;
}

/**
 * Whom to believe to be the server and what to show it. Where the cluster names no authority
 * these are the system's, as with kubectl, beside those that Node brings.
 *
 * @throws SourceError if that cannot be read
 */
export function openTls(options: WireOptions): TlsOptions {
  const { cluster, authority } = options;
  const isInsecure = cluster["insecure-skip-tls-verify"] ?? false;
  if (isInsecure && authority !== null) {
    throw new SourceError(
      "Config",
      "specifying a root certificates file with the insecure flag is not allowed",
    );
  }
  const serverName = cluster["tls-server-name"];
  return {
    secureContext: openContext(options),
    rejectUnauthorized: !isInsecure,
    ...(serverName === undefined ? {} : { servername: serverName }),
  };
}

function openContext(options: WireOptions): SecureContext {
  const { cluster, authority, certificate } = options;
  const trusted = cluster["insecure-skip-tls-verify"]
    ? {}
    : { ca: authority ?? publicAuthorities() };
  try {
    return createSecureContext({ ...trusted, ...certificate });
  } catch (error) {
    checkPem(options);
    throw error;
  }
}

function publicAuthorities(): string[] {
  return [...getCACertificates("default"), ...getCACertificates("system")];
}
