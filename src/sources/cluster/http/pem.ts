import { SourceError } from "../../source-error.ts";
import type { ClientCertificate } from "../credentials/credentials.ts";
import type { WireOptions } from "./wire.ts";

/**
 * Whether the authority is one, and the certificate fits its key. To read them again costs more than to
 * use them, so this is asked when something went wrong.
 *
 * @throws SourceError in Go's words
 */
export function checkPem({
  authority,
  certificate,
}: Pick<WireOptions, "authority" | "certificate">) {
  if (authority !== null) checkAuthority(authority);
  if (certificate !== null) checkPair(certificate);
}

function checkAuthority(pem: string): void {
  const { X509Certificate } = process.getBuiltinModule("node:crypto");
  try {
    new X509Certificate(pem);
  } catch (cause) {
    throw new SourceError(
      "Config",
      "unable to load root certificates: unable to parse bytes as PEM block",
      { cause },
    );
  }
}

function checkPair({ cert, key }: ClientCertificate): void {
  const { X509Certificate, createPrivateKey } = process.getBuiltinModule("node:crypto");
  const certificate = parse("certificate", () => new X509Certificate(cert));
  const privateKey = parse("key", () => createPrivateKey(key));
  if (!certificate.checkPrivateKey(privateKey)) {
    throw new SourceError("Config", "tls: private key does not match public key");
  }
}

function parse<T>(what: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    const message = `tls: failed to find any PEM data in ${what} input`;
    throw new SourceError("Config", message, { cause });
  }
}
