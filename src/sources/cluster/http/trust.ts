import { isIP } from "node:net";
import {
  checkServerIdentity,
  createSecureContext,
  getCACertificates,
  type PeerCertificate,
  type SecureContext,
} from "node:tls";
import { checkPem } from "./pem.ts";
import type { WireOptions } from "./wire.ts";

/** The TLS options of every request to a server. */
export interface TlsOptions {
  secureContext: SecureContext;
  rejectUnauthorized: boolean;
  servername?: string;
  checkServerIdentity?: (host: string, certificate: PeerCertificate) => Error | undefined;
}

/**
 * Whom to believe to be the server and what to show it. Where the cluster names no authority
 * these are the system's, as with kubectl, beside those that Node brings.
 *
 * @throws SourceError if that cannot be read
 */
export function openTls(options: WireOptions): TlsOptions {
  const { cluster } = options;
  const isInsecure = cluster["insecure-skip-tls-verify"] ?? false;
  return {
    secureContext: openContext(options),
    rejectUnauthorized: !isInsecure,
    ...nameServer(cluster["tls-server-name"]),
  };
}

/** An address is checked against the certificate too, but cannot be asked for: names only can. */
function nameServer(name: string | undefined): Partial<TlsOptions> {
  if (name === undefined) return {};
  return isIP(name) === 0
    ? { servername: name }
    : { checkServerIdentity: (_, certificate) => checkServerIdentity(name, certificate) };
}

function openContext(options: WireOptions): SecureContext {
  const { cluster, authority, certificate } = options;
  const trusted = cluster["insecure-skip-tls-verify"]
    ? {}
    : { ca: authority ?? publicAuthorities() };
  try {
    // As with Go, who is named is trusted, whether or not it vouches for itself.
    return createSecureContext({ ...trusted, ...certificate, allowPartialTrustChain: true });
  } catch (error) {
    checkPem(options);
    throw error;
  }
}

function publicAuthorities(): string[] {
  return [...getCACertificates("default"), ...getCACertificates("system")];
}
