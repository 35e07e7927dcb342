import type { NetworkError } from "./network-error.ts";

/** The certificate that did not fit, as Node adds it to the error. */
interface NameMismatch extends NetworkError {
  host?: string;
  cert?: { subjectaltname?: string };
}

/**
 * What is wrong with the server's certificate in the words of Go, which kubectl passes on; null if
 * it is not the certificate.
 *
 * @see https://nodejs.org/api/tls.html#x509-certificate-error-codes
 */
export function describeCertificateFault(error: NetworkError): string | null {
  switch (error.code) {
    case "DEPTH_ZERO_SELF_SIGNED_CERT":
    case "SELF_SIGNED_CERT_IN_CHAIN":
    case "UNABLE_TO_GET_ISSUER_CERT":
    case "UNABLE_TO_GET_ISSUER_CERT_LOCALLY":
    case "UNABLE_TO_VERIFY_LEAF_SIGNATURE":
    case "CERT_SIGNATURE_FAILURE":
      return refused("certificate signed by unknown authority");
    case "CERT_HAS_EXPIRED":
    case "CERT_NOT_YET_VALID":
      return refused("certificate has expired or is not yet valid");
    case "CERT_REVOKED":
      return refused("certificate has been revoked");
    case "ERR_TLS_CERT_ALTNAME_INVALID":
      return refused(describeMismatch(error));
    // Node's name for what Bun calls ERR_SSL_WRONG_VERSION_NUMBER
    case "EPROTO":
    case "ERR_SSL_WRONG_VERSION_NUMBER":
      return /wrong.version.number/i.test(error.message)
        ? "http: server gave HTTP response to HTTPS client"
        : null;
    default:
      return null;
  }
}

function refused(fault: string): string {
  return `tls: failed to verify certificate: x509: ${fault}`;
}

/** @see https://github.com/golang/go/blob/go1.26.0/src/crypto/x509/verify.go HostnameError */
function describeMismatch({ host = "", cert }: NameMismatch): string {
  // An IPv6 address has colons, and no name consists of numbers alone.
  const isAddress = /:|^[\d.]+$/.test(host);
  const kind = isAddress ? "IP Address:" : "DNS:";
  const names = (cert?.subjectaltname ?? "")
    .split(", ")
    .filter((name) => name.startsWith(kind))
    .map((name) => name.slice(kind.length));
  if (names.length > 0) return `certificate is valid for ${names.join(", ")}, not ${host}`;
  return isAddress
    ? `cannot validate certificate for ${host} because it doesn't contain any IP SANs`
    : `certificate is not valid for any names, but wanted to match ${host}`;
}
